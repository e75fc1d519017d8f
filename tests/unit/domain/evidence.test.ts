/** FAILURES 25: what a model says counts only where the document says it. */
import { describe, expect, test } from 'vitest'
import { quoteStands, supported } from '../../../src/domain/evidence.ts'
import { emptyFields, type Fields, type Reading } from '../../../src/domain/reading.ts'

const pages = [
  {
    page: 1,
    text: 'ACME Ltd\nInvoice no. 2110   Date: 4 March 2024\nNet 30 days\nFacture n°562 du 2 juillet',
  },
  { page: 2, text: 'Total:    1.234,50 €\nIBAN DE88 2008 0000 0970 3757 00' },
]

describe('a quote stands in the text', () => {
  test.each([
    ['Invoice no. 2110', 1],
    ['invoice  NO. 2110', undefined],
    ['Total: 1.234,50 €', 2],
  ])('"%s" on page %s', (quote, page) => {
    expect(quoteStands(quote, page, pages)).toBe(true)
  })

  test.each([
    ['Total: 9.999,00 €', undefined],
    ['Total: 1.234,50 €', 1],
    ['234,50', undefined],
    ['110', undefined],
    ['', undefined],
  ])('but "%s" on page %s does not', (quote, page) => {
    expect(quoteStands(quote, page, pages)).toBe(false)
  })
})

function reading(name: keyof Fields, value: string, quote: string, more: Partial<Fields> = {}): Reading {
  const evidence = { source: 'model', quote } as const
  const fields = { ...emptyFields('not read'), ...more, [name]: { value, evidence } }
  return { source: 'model', documentType: 'invoice', fields, doubts: [] }
}

test.each([
  ['vendorName', 'Acme Ltd', 'ACME Ltd'],
  ['invoiceNumber', '2110', 'Invoice no. 2110'],
  ['invoiceNumber', '562', 'Facture n°562 du 2 juillet'],
  ['invoiceDate', '2024-03-04', 'Date: 4 March 2024'],
  ['totalAmount', '1234.50', 'Total: 1.234,50 €'],
  ['totalAmount', '-1234.50', 'Total: 1.234,50 €'],
  ['currency', 'EUR', '1.234,50 €'],
  ['iban', 'DE88200800000970375700', 'DE88 2008 0000 0970 3757 00'],
] as const)('%s %s is supported by "%s"', (name, value, quote) => {
  expect(supported(reading(name, value, quote), pages).fields[name].value).toBe(value)
})

test.each([
  ['totalAmount', '9999.00', 'Total: 9.999,00 €', 'the words it was read from are not in the document'],
  ['totalAmount', '9999.00', 'Total: 1.234,50 €', 'it is not in the words it was read from'],
  ['invoiceNumber', '110', 'Invoice no. 2110', 'it is not in the words it was read from'],
  ['invoiceDate', '2024-03-05', 'Date: 4 March 2024', 'it is not in the words it was read from'],
  ['currency', 'USD', '1.234,50 €', 'it is not in the words it was read from'],
  [
    'iban',
    'GB33BUKB20201555555555',
    'DE88 2008 0000 0970 3757 00',
    'it is not in the words it was read from',
  ],
] as const)('%s %s is refused: "%s"', (name, value, quote, why) => {
  expect(supported(reading(name, value, quote), pages).fields[name]).toEqual({
    value: null,
    reason: `"${value}" was refused: ${why}.`,
    refused: value,
  })
})

test('a due date may be reckoned from the terms it quotes', () => {
  const invoiceDate = { value: '2024-03-04', evidence: { source: 'model', quote: '4 March 2024' } } as const
  const right = reading('dueDate', '2024-04-03', 'Net 30 days', { invoiceDate })
  const wrong = reading('dueDate', '2024-04-04', 'Net 30 days', { invoiceDate })
  expect(supported(right, pages).fields.dueDate.value).toBe('2024-04-03')
  expect(supported(wrong, pages).fields.dueDate.value).toBeNull()
})
