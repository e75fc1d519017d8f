/** Pictures of a PDF's pages as SVG: drawn by pdftoppm where it is installed, else their words; with boxes where values stand. */
import { spawnSync } from 'node:child_process'
import { encodeXML } from 'entities'
import { type Box, unpacked } from '../../src/domain/box.ts'
import type { PageText } from '../../src/domain/reading.ts'

/** A box to be drawn; dashed where the value should have been read. */
export interface Mark {
  readonly page: number
  readonly box: Box
  /** Of its field, as in the table beside the page. */
  readonly number: number
  readonly label: string
  readonly colour: string
  readonly isDashed?: boolean
}

const dotsPerInch = 144
/** Where nothing tells how large the page is: A4, in points. */
const usualSize = { width: 595, height: 842 }

export function pagePicture(
  path: string,
  page: number,
  text: PageText | undefined,
  marks: readonly Mark[],
): string {
  const picture = drawn(path, page)
  const size = picture?.size ?? usualSize
  const image = picture
    ? `<image href="${picture.href}" width="${size.width}" height="${size.height}"/>`
    : wordsOf(text, size)
  const own = marks.filter((mark) => mark.page === page)
  const boxes = own.map((mark, i) => drawnBox(mark, own.slice(0, i), size))
  return `<svg viewBox="0 0 ${size.width} ${size.height}">${image}${boxes.join('')}</svg>`
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Cropped and turned as a viewer shows it; in points. */
function drawn(path: string, page: number): { href: string; size: Size } | undefined {
  const args = ['-png', '-cropbox', '-r', String(dotsPerInch), '-f', String(page), '-l', String(page), path]
  const { stdout, status } = spawnSync('pdftoppm', args, { maxBuffer: 50 * 1024 * 1024 })
  if (status !== 0 || stdout.length < 24) return undefined
  // A PNG begins with its width and height, at bytes 16 and 20.
  const points = 72 / dotsPerInch
  const size = { width: stdout.readUInt32BE(16) * points, height: stdout.readUInt32BE(20) * points }
  return { href: `data:image/png;base64,${stdout.toString('base64')}`, size }
}

const scaled = ({ x, y, width, height }: Box, size: Size): Box => ({
  x: x * size.width,
  y: y * size.height,
  width: width * size.width,
  height: height * size.height,
})

/** The width of a picture on the report, and the radius of a number's disc, in its pixels. */
export const shownWidth = 640
const disc = 6

/** With its number at the corner, since a label would cover what is printed beside; the label shows under the pointer. */
function drawnBox(mark: Mark, before: readonly Mark[], size: Size): string {
  const { number, label, colour, isDashed } = mark
  const pixel = size.width / shownWidth
  const radius = disc * pixel
  const { x, y, width, height } = scaled(mark.box, size)
  // Discs of boxes that begin at one place stand in a row.
  const beside = before.filter(({ box }) => isNear(scaled(box, size), { x, y }, 2 * radius)).length
  const [cx, cy] = [x - radius * (0.7 + 2 * beside), y - radius * 0.5]
  const place = `x="${x - pixel}" y="${y - pixel}" width="${width + 2 * pixel}" height="${height + 2 * pixel}"`
  const look = isDashed
    ? `fill-opacity="0" stroke-dasharray="${4 * pixel} ${3 * pixel}"`
    : `fill="${colour}" fill-opacity=".15"`
  const shape = `<rect ${place} ${look} stroke="${colour}" stroke-width="${1.2 * pixel}"/><circle cx="${cx}" cy="${cy}" r="${radius}" fill="${colour}"/>`
  const text = `<text x="${cx}" y="${cy + 3 * pixel}" text-anchor="middle" font-size="${8.5 * pixel}" fill="#fff">${number}</text>`
  return `<g><title>${encodeXML(label)}</title>${shape}${text}</g>`
}

const isNear = (a: { x: number; y: number }, b: { x: number; y: number }, most: number): boolean =>
  Math.abs(a.x - b.x) < most && Math.abs(a.y - b.y) < most / 2

function wordsOf(page: PageText | undefined, size: Size): string {
  if (page?.words === undefined) return ''
  const words = page.text.trim().split(/\s+/)
  const boxes = unpacked(page.words, 0, words.length)
  return words
    .map((word, i) => {
      const { x, y, width, height } = scaled(boxes[i] ?? { x: 0, y: 0, width: 0, height: 0 }, size)
      return `<text x="${x}" y="${y + height * 0.8}" font-size="${height}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${encodeXML(word)}</text>`
    })
    .join('')
}
