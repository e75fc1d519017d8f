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
  const boxes = marks.filter((mark) => mark.page === page).map((mark) => drawnBox(mark, size))
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

/** With its number at the corner, since a label would cover what is printed beside; the label shows under the pointer. */
function drawnBox({ box, number, label, colour, isDashed }: Mark, size: Size): string {
  const { x, y, width, height } = scaled(box, size)
  const place = `x="${x - 1}" y="${y - 1}" width="${width + 2}" height="${height + 2}"`
  const look = isDashed
    ? `fill="#fff" fill-opacity="0" stroke-dasharray="3 2"`
    : `fill="${colour}" fill-opacity=".15"`
  const corner = `<circle cx="${x - 2}" cy="${y - 1}" r="4" fill="${colour}"/><text x="${x - 2}" y="${y + 1}" text-anchor="middle" font-size="5.5" fill="#fff">${number}</text>`
  return `<g><title>${encodeXML(label)}</title><rect ${place} ${look} stroke="${colour}"/>${corner}</g>`
}

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
