/** A value's box covers the words of its quote that hold it, at the place where it was read. */
import { describe, expect, test } from 'vitest'
import { type Box, packed } from '../../../src/domain/box.ts'
import { placed } from '../../../src/domain/place-on-page.ts'
import {
  emptyFields,
  type Evidence,
  type FieldName,
  type PageText,
  type Reading,
} from '../../../src/domain/reading.ts'

/** The words of each line are a tenth of the page wide, and the lines a tenth of it high. */
const cell = (word: number, line: number, words = 1): Box => ({
  x: word / 10,
  y: line / 10,
  width: words / 10,
  height: 0.1,
})

function pageOf(page: number, lines: readonly string[]): PageText {
  const words = lines.flatMap((line, y) => line.split(/ +/).map((_, x) => cell(x, y)))
  return { page, text: lines.join('\n'), words: packed(words) }
}

const pages = [
  pageOf(1, [
    'ACME Ltd',
    'Invoice no. 2110    Date: 4 March 2024',
    'Deposit    1.234,50 €',
    'VAT 19 %    19,00',
    'Total:    1.234,50 €',
  ]),
  pageOf(2, ['Pay net 30', 'days to', 'IBAN DE88 2008 0000 0970 3757 00', 'Invoice no. 2110']),
]

function read(name: FieldName, value: string, evidence: Omit<Evidence, 'source'>): Reading {
  const fields = { ...emptyFields('not read'), invoiceDate: date }
  return {
    source: 'model',
    documentType: 'invoice',
    fields: { ...fields, [name]: { value, evidence: { source: 'model', ...evidence } } },
    doubts: [],
  }
}

const date = { value: '2024-03-04', evidence: { source: 'model', quote: '4 March 2024' } } as const

function evidenceOf(name: FieldName, reading: Reading): Evidence | undefined {
  const field = reading.fields[name]
  return field.value === null ? undefined : field.evidence
}

describe('the box covers the value and not its label', () => {
  test.each([
    ['vendorName', 'ACME Ltd', 'Acme Ltd', 1, cell(0, 0, 2)],
    ['invoiceNumber', '2110', 'invoice NO. 2110', 1, cell(2, 1)],
    ['invoiceDate', '2024-03-04', 'Date: 4 March 2024', 1, cell(4, 1, 3)],
    ['totalAmount', '1234.50', 'Total: 1.234,50 €', 1, cell(1, 4)],
    ['totalAmount', '-1234.50', 'Total: 1.234,50', 1, cell(1, 4)],
    ['taxAmount', '19.00', 'VAT 19 % 19,00', 1, cell(3, 3)],
    ['currency', 'EUR', 'Total: 1.234,50 €', 1, cell(2, 4)],
    ['iban', 'DE88200800000970375700', 'IBAN DE88 2008 0000 0970 3757 00', 2, cell(1, 2, 6)],
  ] as const)('%s %s in "%s"', (name, value, quote, page, box) => {
    expect(evidenceOf(name, placed(read(name, value, { quote, page }), pages))).toEqual({
      source: 'model',
      quote,
      page,
      box,
    })
  })

  test('a quote that goes over two lines has a box around both parts', () => {
    const reading = read('dueDate', '2024-04-03', { quote: 'Pay net 30 days', page: 2 })
    expect(evidenceOf('dueDate', placed(reading, pages))?.box).toEqual({
      x: 0.1,
      y: 0,
      width: 0.2,
      height: 0.1,
    })
  })

  test('where the quote does not show the value, it covers the quote', () => {
    const reading = read('currency', 'USD', { quote: 'Deposit 1.234,50', page: 1 })
    expect(evidenceOf('currency', placed(reading, pages))?.box).toEqual(cell(0, 2, 2))
  })
})

describe('of several places', () => {
  const amount = { quote: '1.234,50 €', page: 1 }

  test('the first counts where nothing tells more', () => {
    expect(evidenceOf('totalAmount', placed(read('totalAmount', '1234.50', amount), pages))?.box).toEqual(
      cell(1, 2),
    )
  })

  test('the one counts that lies in the cell that rules read', () => {
    const reading = read('totalAmount', '1234.50', { ...amount, box: cell(0, 4, 3) })
    expect(evidenceOf('totalAmount', placed(reading, pages))?.box).toEqual(cell(1, 4))
  })

  test('the one counts at which a second reader has the same value', () => {
    const model = read('totalAmount', '1234.50', amount)
    const rules = read('totalAmount', '1234.50', { ...amount, box: cell(1, 4) })
    expect(evidenceOf('totalAmount', placed(model, pages, rules))?.box).toEqual(cell(1, 4))
  })

  test.each([
    ['another value', '1234.00', 1],
    ['another page', '1234.50', 2],
  ])('and one who has %s tells nothing', (_what, value, page) => {
    const model = read('totalAmount', '1234.50', amount)
    const rules = read('totalAmount', value, { ...amount, page, box: cell(1, 4) })
    expect(evidenceOf('totalAmount', placed(model, pages, rules))?.box).toEqual(cell(1, 2))
  })
})

test('FAILURES 26: a page that says one word twenty thousand times is searched once', () => {
  const lines = Array.from({ length: 20_000 }, () => 'EUR 5')
  const page = {
    page: 1,
    text: lines.join('\n'),
    words: packed(Array.from({ length: 40_000 }, () => cell(0, 0))),
  }
  const far = { x: 1, y: 1, width: 0, height: 0 }
  const start = performance.now()
  placed(read('currency', 'EUR', { quote: 'EUR', page: 1, box: far }), [page])
  expect(performance.now() - start).toBeLessThan(3_000)
})

test('a quote without a page gets the page that it stands on', () => {
  const reading = read('iban', 'DE88200800000970375700', { quote: 'DE88 2008 0000 0970 3757 00' })
  expect(evidenceOf('iban', placed(reading, pages))).toMatchObject({ page: 2, box: cell(1, 2, 6) })
})

test.each([
  ['a quote that stands nowhere', 'Total: 9.999,00 €', pages],
  [
    'text of which nothing tells the places',
    'Invoice no. 2110',
    pages.map(({ page, text }) => ({ page, text })),
  ],
])('%s has no box', (_what, quote, given) => {
  const reading = read('invoiceNumber', '2110', { quote, page: 1 })
  expect(placed(reading, given).fields.invoiceNumber).toEqual(reading.fields.invoiceNumber)
})
