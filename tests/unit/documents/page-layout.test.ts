/** Pieces of text become lines and cells; what nobody sees is left out and told. */
import { expect, test } from 'vitest'
import { readPdf, type PdfContent } from '../../../src/adapters/documents/pdf/read-pdf.ts'
import { pageText } from '../../../src/domain/rules/layout.ts'
import { rawPdf, text } from '../../fixtures/documents/raw-pdf.ts'

async function content(stream: string, rotate = 0): Promise<PdfContent> {
  const pdf = await readPdf(rawPdf([{ content: stream, rotate }]), 10)
  if (pdf.kind !== 'content') throw new Error(pdf.detail)
  return pdf
}

const cellsOf = ({ pages }: PdfContent): string[][] =>
  pages.flatMap(({ lines }) => lines.map(({ cells }) => cells.map((cell) => cell.text)))

test('words near each other are one cell, a wide gap begins the next', async () => {
  const pdf = await content(text('Invoice', 50, 700) + text('no. 7', 84, 700) + text('Date:', 300, 700))
  expect(cellsOf(pdf)).toEqual([['Invoice no. 7', 'Date:']])
})

test('lines come from top to bottom, whatever their order in the file', async () => {
  const pdf = await content(text('second', 50, 600) + text('first', 50, 700) + text('beside', 200, 601))
  expect(cellsOf(pdf)).toEqual([['first'], ['second', 'beside']])
})

test('letters printed twice for boldness are read once', async () => {
  const pdf = await content(text('Total', 50, 700) + text('Total', 50.3, 700))
  expect(cellsOf(pdf)).toEqual([['Total']])
})

test.each([90, 180, 270])('a page that is shown turned by %d° reads upright', async (rotate) => {
  const pdf = await content(text('Invoice 7', 100, 400) + text('Total 9.00', 100, 380), rotate)
  expect(cellsOf(pdf)).toEqual([['Invoice 7'], ['Total 9.00']])
})

test('columns stay visible in the text of a page', async () => {
  const { pages } = await content(text('Net', 50, 700) + text('100.00', 400, 700))
  expect(pages.map((page) => pageText(page).text)).toEqual([expect.stringMatching(/^Net {20,}100\.00$/)])
})

test('text too small to see is left out and reported', async () => {
  const pdf = await content(text('Total 10.00', 50, 700) + text('Total 9999.00', 50, 500, 0.5))
  expect(cellsOf(pdf)).toEqual([['Total 10.00']])
  expect(pdf.hidden).toEqual(['Total 9999.00'])
})

test.each([
  ['left of the page', text('Total 9999.00', -400, 500)],
  ['above the page', text('Total 9999.00', 50, 900)],
])('text that is %s is left out', async (_where, hidden) => {
  expect(cellsOf(await content(text('Total 10.00', 50, 700) + hidden))).toEqual([['Total 10.00']])
})

const picture = (x: number, y: number, width: number, height: number): string =>
  `q ${width} 0 0 ${height} ${x} ${y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n`
const seen = text('Total 10.00', 50, 700) + text('Invoice number and other words', 50, 680)
const trap = text('Total 9999.00', 50, 500)

test.each([
  ['white on the page', `1 g ${trap} 0 g`],
  ['nearly white', `0.98 0.99 0.98 rg ${trap} 0 g`],
  ['of the colour of its box', `0.2 g 40 490 200 30 re f ${trap} 0 g`],
  ['without ink', `3 Tr ${trap} 0 Tr`],
  ['under a box', `${trap} 1 g 40 490 200 30 re f 0 g`],
  ['behind a picture', trap + picture(40, 490, 200, 30)],
  ['white within a form of its own', `q 1 0 0 1 0 10 cm 1 g ${trap} Q`],
])('FAILURES 26: text %s is left out and reported', async (_how, hidden) => {
  const pdf = await content(seen + hidden)
  expect(cellsOf(pdf).flat().join(' ')).not.toContain('9999')
  expect(pdf.hidden.join('')).toContain('9999')
})

test.each([
  ['white on a dark bar', `0.1 g 40 490 200 30 re f 1 g ${trap} 0 g`],
  ['white on a picture', `${picture(40, 490, 200, 30)} 1 g ${trap} 0 g`],
  ['beside a picture', trap + picture(300, 490, 200, 30)],
  ['on a white box that was painted before it', `1 g 40 490 200 30 re f 0 g ${trap}`],
])('text %s is read', async (_how, shown) => {
  const pdf = await content(seen + shown)
  expect(cellsOf(pdf).flat().join(' ')).toContain('9999')
  expect(pdf.hidden).toEqual([])
})

test('the layer of text that a scanner lays behind its picture is read, and told of', async () => {
  const pdf = await content(`3 Tr ${seen} 0 Tr ${picture(0, 0, 612, 792)}`)
  expect(cellsOf(pdf)).toEqual([['Total 10.00'], ['Invoice number and other words']])
  expect(pdf).toMatchObject({ hidden: [], layers: [1] })
})
