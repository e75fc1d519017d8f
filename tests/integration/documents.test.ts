/** The parser with its worker threads: every document gets a verdict and the process stays alive (FAILURES 26, 27). */
import { afterAll, expect, test } from 'vitest'
import { createDocumentParser } from '../../src/adapters/documents/parser.ts'
import type { ParsedDocument } from '../../src/domain/reading.ts'
import { drawnPdf } from '../fixtures/documents/drawn-pdf.ts'
import { cii, ubl } from '../fixtures/documents/e-invoices.ts'
import { blanksPdf, widthsPdf } from '../fixtures/documents/bombs.ts'
import { jpeg } from '../fixtures/documents/pictures.ts'
import { rawPdf, text } from '../fixtures/documents/raw-pdf.ts'

const parser = createDocumentParser({ timeoutMs: 60_000 })
const hasty = createDocumentParser({ workers: 1, timeoutMs: 700 })
const narrow = createDocumentParser({ workers: 1, timeoutMs: 60_000, heapMb: 112, bufferMb: 56 })
afterAll(() => Promise.all([parser.close(), hasty.close(), narrow.close()]))

const asDocument = (bytes: Uint8Array): { name: string; contentType: string; bytes: Uint8Array } => ({
  name: 'a.pdf',
  contentType: 'application/pdf',
  bytes,
})
const parse = (bytes: Uint8Array): Promise<ParsedDocument> => parser.parse(asDocument(bytes))
const bytesOf = (words: string): Uint8Array => new TextEncoder().encode(words)

const invoice = [
  'Quayside Ltd',
  'Invoice No: Q-17',
  'Date: 4 March 2024',
  'Net 100.00',
  'VAT 20% 20.00',
  'Total EUR 120.00',
]
const goodPdf = await drawnPdf({ lines: invoice })

/** The parser still reads a good document. */
async function expectAlive(one = parser): Promise<void> {
  const parsed = await one.parse(asDocument(goodPdf))
  expect(parsed).toMatchObject({ kind: 'parsed', rules: { fields: { totalAmount: { value: '120.00' } } } })
}

test('a PDF with text is read by rules, page by page', async () => {
  const parsed = await parse(goodPdf)
  expect(parsed).toMatchObject({
    kind: 'parsed',
    pageCount: 1,
    pages: [{ page: 1, text: expect.stringContaining('Invoice No: Q-17') }],
    rules: {
      source: 'rules',
      documentType: 'invoice',
      fields: { invoiceNumber: { value: 'Q-17' }, invoiceDate: { value: '2024-03-04' } },
    },
  })
})

test('data embedded in a PDF comes first; the page is read by rules as well', async () => {
  const files = [
    { name: 'other.xml', content: '<notes/>' },
    { name: 'factur-x.xml', content: cii() },
  ]
  expect(await parse(await drawnPdf({ lines: invoice, files }))).toMatchObject({
    kind: 'parsed',
    eInvoice: { source: 'e-invoice', fields: { invoiceNumber: { value: 'RE-1' } } },
    rules: { fields: { invoiceNumber: { value: 'Q-17' } } },
  })
})

test('damaged data in a PDF is told, and the page is read instead', async () => {
  const files = [{ name: 'factur-x.xml', content: cii().slice(0, 500) }]
  const parsed = await parse(await drawnPdf({ lines: invoice, files }))
  expect(parsed).not.toHaveProperty('eInvoice')
  expect(parsed).toMatchObject({
    doubts: [{ kind: 'broken-data', text: expect.stringContaining('factur-x.xml') as string }],
  })
})

test('plain XML is an e-invoice or of unknown format', async () => {
  expect(await parse(bytesOf(ubl()))).toMatchObject({ kind: 'parsed', pages: [], eInvoice: { by: 'UBL' } })
  expect(await parse(bytesOf('<feed/>'))).toMatchObject({ kind: 'unreadable', why: 'unknown-format' })
  expect(await parse(bytesOf('<Invoice'))).toMatchObject({ kind: 'unreadable', why: 'damaged' })
})

test('FAILURES 26: hidden text changes no amount and is told', async () => {
  const seen = invoice.map((line, i) => text(line, 50, 700 - 20 * i)).join('')
  const hidden = text('Total EUR 9999.00', 50, 560, 0.5) + text('IBAN DE88200800000970375700', 50, 540, 0.5)
  expect(await parse(rawPdf([{ content: seen + hidden }]))).toMatchObject({
    pages: [{ text: expect.not.stringContaining('9999') }],
    doubts: [{ kind: 'hidden-text', text: expect.stringContaining('9999.00') as string }],
    rules: { fields: { totalAmount: { value: '120.00' }, iban: { value: null } } },
  })
})

test.each([
  ['a photograph', jpeg(), 'image/jpeg'],
  ['a scan', rawPdf([{ content: '0.5 g 100 100 200 200 re f' }]), 'application/pdf'],
])('%s is image-only', async (_name, bytes, mediaType) => {
  expect(await parse(bytes)).toEqual({ kind: 'image-only', pageCount: 1, mediaType })
})

test('a PDF with an owner password only is read', async () => {
  expect(await parse(await drawnPdf({ lines: invoice, ownerPassword: 'x' }))).toMatchObject({
    kind: 'parsed',
  })
})

test.each([
  ['nothing', new Uint8Array(), 'empty'],
  ['a header alone', bytesOf('%PDF-1.7'), 'damaged'],
  ['half a file', goodPdf.slice(0, goodPdf.length / 2), 'damaged'],
  ['a password', await drawnPdf({ lines: invoice, userPassword: 'secret' }), 'encrypted'],
  ['plain text', bytesOf('Dear customer, see attached.'), 'unknown-format'],
  ['a programme', bytesOf('MZ\u0000\u0000'), 'unknown-format'],
  ['5,000 pages', rawPdf([{ content: text('Invoice', 50, 700) }], 5_000), 'too-many-pages'],
])('FAILURES 27: a document of %s is unreadable with its reason', async (_name, bytes, why) => {
  expect(await parse(bytes)).toMatchObject({ kind: 'unreadable', why, detail: expect.any(String) })
  await expectAlive()
})

test('a document above the size limit is not opened', async () => {
  const small = createDocumentParser({ maxBytes: 100 })
  expect(await small.parse(asDocument(goodPdf))).toMatchObject({ kind: 'unreadable', why: 'too-large' })
  await small.close()
})

test('of a long document the first ten and the last two pages are read', async () => {
  const pages = Array.from({ length: 30 }, (_, i) => ({ content: text(`Page number ${i + 1}`, 50, 700) }))
  const parsed = await parse(rawPdf(pages))
  expect(parsed).toMatchObject({ pageCount: 30 })
  expect(parsed.kind === 'parsed' && parsed.pages.map(({ page }) => page)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 29, 30,
  ])
})

test('FAILURES 27: half a million pieces of text from a few kilobytes end too slow, and the next document is read', async () => {
  const bomb = rawPdf([{ content: text('x', 50, 700).repeat(500_000), deflated: 2 }])
  expect(bomb.byteLength).toBeLessThan(10_000)
  expect(await hasty.parse(asDocument(bomb))).toMatchObject({ kind: 'unreadable', why: 'too-slow' })
  await expectAlive()
}, 60_000)

test.each([
  ['a gigabyte of blanks', blanksPdf(1024)],
  // V8 ends the process, not the thread, where a single bite passes its limit.
  ['two thousand million widths of letters', widthsPdf()],
])(
  'FAILURES 27: %s from a few kilobytes end for want of memory, and the next document is read',
  async (_name, bomb) => {
    expect(bomb.byteLength).toBeLessThan(10_000)
    expect(await narrow.parse(asDocument(bomb))).toMatchObject({ kind: 'unreadable', why: 'too-much-memory' })
    await expectAlive(narrow)
  },
  60_000,
)

test('more documents than workers are all read', async () => {
  const parsed = await Promise.all(Array.from({ length: 8 }, () => parse(goodPdf)))
  expect(parsed.every(({ kind }) => kind === 'parsed')).toBe(true)
})

test('a warmed parser has all its workers, and starts no other for the work that comes meanwhile', async () => {
  let started = 0
  const count = (): void => void started++
  process.on('worker', count)
  const warmed = createDocumentParser({ workers: 2, timeoutMs: 60_000 })
  warmed.warm()
  expect(await Promise.all([1, 2, 3].map(() => warmed.parse(asDocument(goodPdf))))).toMatchObject([
    { kind: 'parsed' },
    { kind: 'parsed' },
    { kind: 'parsed' },
  ])
  expect(started).toBe(2)
  process.off('worker', count)
  await warmed.close()
})

test('the bytes of the caller stay his', async () => {
  const mine = goodPdf.slice()
  await parse(mine)
  expect(mine.byteLength).toBe(goodPdf.byteLength)
})

test('a closed parser refuses work', async () => {
  const closed = createDocumentParser()
  await closed.close()
  await expect(closed.parse(asDocument(goodPdf))).rejects.toThrow('closed')
})
