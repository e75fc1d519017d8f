/** The page against the data in it: what differs is told, what is only worded otherwise is not. */
import { expect, test } from 'vitest'
import type { Doubt } from '../../../src/domain/doubt.ts'
import { emptyFields, type Fields, type Reading } from '../../../src/domain/reading.ts'
import { visibleDiffers } from '../../../src/domain/visible-differs.ts'

type Values = Partial<Record<'totalAmount' | 'invoiceNumber' | 'vendorName' | 'iban', string>>

function reading(source: Reading['source'], values: Values): Reading {
  const read = Object.entries(values).map(([name, value]) => [
    name,
    { value, evidence: { source, quote: value } },
  ])
  const fields = { ...emptyFields('not there'), ...Object.fromEntries(read) } as Fields
  return { source, documentType: 'invoice', fields, doubts: [] }
}

const differs = (data: Values, seen: Values, text = Object.values(seen).join('\n')): Doubt[] =>
  visibleDiffers(reading('e-invoice', data), reading('rules', seen), [{ page: 1, text }])

test.each<[string, Values, Values, RegExp]>([
  [
    'total',
    { totalAmount: '9999.00' },
    { totalAmount: '120.00' },
    /Total with tax is "120.00" on the page and "9999.00" in the data/,
  ],
  ['number', { invoiceNumber: 'RE-2' }, { invoiceNumber: 'RE-1' }, /Invoice number/],
  ['seller', { vendorName: 'Kestrel GmbH' }, { vendorName: 'Quayside Ltd' }, /Vendor/],
  ['account', { iban: 'DE89370400440532013000' }, { iban: 'DE88200800000970375700' }, /IBAN/],
])('another %s on the page than in the data is a doubt', (_name, data, seen, doubt) => {
  expect(differs(data, seen)).toMatchObject([
    { kind: 'data-differs', field: Object.keys(data)[0], text: expect.stringMatching(doubt) as string },
  ])
})

test.each<[string, Values, Values, string?]>([
  [
    'the same values',
    { totalAmount: '120.0', invoiceNumber: 'RE-1' },
    { totalAmount: '120.00', invoiceNumber: 'RE 1' },
  ],
  [
    'a credit note that the page shows without its sign',
    { totalAmount: '-120.00' },
    { totalAmount: '120.00' },
  ],
  ['a cent of rounding', { totalAmount: '963.11' }, { totalAmount: '963.12' }],
  [
    'a sum still to pay, with the total beside it',
    { totalAmount: '120.00' },
    { totalAmount: '100.00' },
    'Total 120,00\nPaid 20,00\nTo pay 100,00',
  ],
  ['a name without its legal form', { vendorName: 'Quayside Ltd' }, { vendorName: 'Quayside' }],
  [
    'a name that stands elsewhere on the page',
    { vendorName: 'Quayside Ltd' },
    { vendorName: 'The Quay' },
    'The Quay\nQuayside  Ltd',
  ],
  ['what the page does not show', { iban: 'DE89370400440532013000' }, {}],
])('%s: no doubt', (_name, data, seen, text) => {
  expect(differs(data, seen, text)).toEqual([])
})
