/** Pictures of a PDF's pages as SVG: drawn by pdftoppm where it is installed, else their words; with boxes where values were read. */
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { encodeXML } from 'entities'
import { readPdf } from '../../src/adapters/documents/pdf/read-pdf.ts'
import { fieldLabels, fieldNames, type Evidence } from '../../src/domain/reading.ts'
import type { Cell, Page } from '../../src/domain/rules/layout.ts'
import type { ReadDocument } from './read-set.ts'

const mostPages = 3
const dotsPerInch = 72
const colours = ['#d1495b', '#00798c', '#edae49', '#3d5a80', '#6a994e', '#9b5de5', '#f15bb5', '#bc6c25']

export async function pagePictures({ path, extraction }: ReadDocument): Promise<string[]> {
  if (!path.toLowerCase().endsWith('.pdf')) return []
  const pdf = await readPdf(new Uint8Array(await readFile(path)), mostPages)
  if (pdf.kind !== 'content') return []
  const read = fieldNames.flatMap((name, i) => {
    const field = extraction.fields?.[name]
    if (field === undefined || field.value === null) return []
    return [
      { label: fieldLabels[name], evidence: field.evidence, colour: colours[i % colours.length] ?? '#000' },
    ]
  })
  return pdf.pages.map((page) => {
    const picture = drawn(path, page.page)
    const words =
      picture === undefined
        ? page.lines.flatMap(({ top, cells }) => cells.map((cell) => word(top, cell)))
        : []
    const boxes = read.flatMap(({ label, evidence, colour }) => box(page, evidence, label, colour))
    const size = picture?.size ?? extentOf(page)
    const image = picture
      ? `<image href="${picture.href}" width="${size.width}" height="${size.height}"/>`
      : ''
    return `<svg viewBox="0 0 ${size.width} ${size.height}">${image}${words.join('')}${boxes.join('')}</svg>`
  })
}

/** One dot a point, so that the page's places are those of the picture. */
function drawn(
  path: string,
  page: number,
): { href: string; size: { width: number; height: number } } | undefined {
  const args = ['-png', '-r', String(dotsPerInch * 2), '-f', String(page), '-l', String(page), path]
  const { stdout, status } = spawnSync('pdftoppm', args, { maxBuffer: 50 * 1024 * 1024 })
  if (status !== 0 || stdout.length < 24) return undefined
  // A PNG begins with its width and height, at bytes 16 and 20.
  const size = { width: stdout.readUInt32BE(16) / 2, height: stdout.readUInt32BE(20) / 2 }
  return { href: `data:image/png;base64,${stdout.toString('base64')}`, size }
}

function box(page: Page, { quote, page: at }: Evidence, label: string, colour: string): string[] {
  if (at !== page.page || quote === '') return []
  const found = page.lines
    .flatMap(({ top, cells }) => cells.map((cell) => ({ top, cell })))
    .find(({ cell }) => cell.text.includes(quote) || (cell.text.length > 3 && quote.startsWith(cell.text)))
  if (found === undefined) return []
  const { left, right, size } = found.cell
  return [
    `<rect x="${left - 1}" y="${found.top - size}" width="${right - left + 2}" height="${size * 1.3}" fill="${colour}" fill-opacity=".15" stroke="${colour}"/><text x="${right + 2}" y="${found.top - size * 0.6}" font-size="5" fill="${colour}">${encodeXML(label)}</text>`,
  ]
}

const word = (top: number, { text, left, right, size }: Cell): string =>
  `<text x="${left}" y="${top}" font-size="${size}" textLength="${Math.max(1, right - left)}" lengthAdjust="spacingAndGlyphs">${encodeXML(text)}</text>`

function extentOf({ lines }: Page): { width: number; height: number } {
  const right = Math.max(595, ...lines.flatMap(({ cells }) => cells.map((cell) => cell.right)))
  return { width: right, height: Math.max(842, ...lines.map(({ top }) => top)) }
}
