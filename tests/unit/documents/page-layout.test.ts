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
