/** Checks empty what cannot be, and doubt what does not fit. */
import { describe, expect, test } from 'vitest'
import { checked, doubtsAnew } from '../../../src/domain/checks.ts'
import type { Doubt } from '../../../src/domain/doubt.ts'
import { emptyFields, type FieldName, type Fields, type Reading } from '../../../src/domain/reading.ts'

const before: Doubt = { kind: 'hidden-text', text: 'from before' }
const today = new Date('2024-06-15T12:00:00Z')
const good: Partial<Record<FieldName, string>> = {
  vendorName: 'Acme Ltd',
  vendorTaxId: 'DE136695976',
  invoiceNumber: '7',
  invoiceDate: '2024-06-01',
  dueDate: '2024-07-01',
  netAmount: '100.00',
  taxAmount: '19.00',
  totalAmount: '119.00',
  amountDue: '119.00',
  currency: 'EUR',
  iban: 'DE88200800000970375700',
  buyerName: 'Contoso AG',
}

function reading(values: Partial<Record<FieldName, string>>): Reading {
  const fields = Object.entries({ ...good, ...values }).map(([name, value]) => [
    name,
    { value, evidence: { source: 'rules', quote: value } },
  ])
  return {
    source: 'rules',
    documentType: 'invoice',
    fields: { ...emptyFields('not read'), ...(Object.fromEntries(fields) as Partial<Fields>) },
    doubts: [before],
  }
}

test('what fits is left as it is', () => {
  expect(checked(reading({}), { today })).toEqual(reading({}))
})

test.each([
  ['an IBAN with wrong check digits', 'iban', 'DE88200800000970375701'],
  ['a currency that is none', 'currency', 'XQQ'],
] as const)('%s is emptied', (_what, name, value) => {
  const { fields } = checked(reading({ [name]: value }), { today })
  expect(fields[name]).toMatchObject({ value: null, reason: expect.stringContaining(value) })
})

describe('our own company', () => {
  const ownCompany = {
    names: ['ACME Limited'],
    taxIds: ['DE 136 695 976'],
    ibans: ['DE88 2008 0000 0970 3757 00'],
  }
  test.each(['vendorName', 'vendorTaxId', 'iban'] as const)('is never the vendor: %s is emptied', (name) => {
    expect(checked(reading({}), { today, ownCompany }).fields[name].value).toBeNull()
  })
})

test.each([
  ['sums that do not fit', { totalAmount: '120.00' }, 'sums-differ', 'do not make 120.00', {}],
  ['more due than the total', { amountDue: '200.00' }, 'more-due', 'More is to be paid', {}],
  ['a date far ahead', { invoiceDate: '2025-01-01', dueDate: '2025-02-01' }, 'odd-date', 'days ahead', {}],
  ['a date long ago', { invoiceDate: '1970-01-01' }, 'odd-date', 'ten years ago', {}],
  ['a due date before the invoice', { dueDate: '2024-05-01' }, 'odd-date', 'before the invoice date', {}],
  [
    'a tax number with wrong check digits',
    { vendorTaxId: 'DE136695977' },
    'wrong-tax-id',
    'wrong check digits',
    { field: 'vendorTaxId' },
  ],
  [
    'a seller named as the buyer',
    { buyerName: 'ACME Limited' },
    'same-parties',
    'same name',
    { field: 'vendorName' },
  ],
])('%s is a doubt', (_what, values, kind, words, field) => {
  const { doubts } = checked(reading(values), { today })
  expect(doubts).toEqual([before, { kind, text: expect.stringContaining(words) as string, ...field }])
})

test.each([
  ['a cent of rounding', { totalAmount: '119.01', amountDue: '119.01' }],
  ['a part already paid', { amountDue: '19.00' }],
  ['a tax number of a country without check digits', { vendorTaxId: '12-3456789' }],
  ['a credit note', { netAmount: '-100.00', taxAmount: '-19.00', totalAmount: '-119.00', amountDue: '0.00' }],
])('%s is none', (_what, values) => {
  expect(checked(reading(values), { today }).doubts).toEqual([before])
})

test('what was taken for no invoice is checked too, since a person may say that it is one', () => {
  const other = { ...reading({ currency: 'XQQ' }), documentType: 'not-an-invoice' } as const
  expect(checked(other, { today }).fields.currency).toEqual({
    value: null,
    reason: '"XQQ" was refused: it is no currency.',
    refused: 'XQQ',
  })
})

test('with other values only what they leave doubtful stays', () => {
  const doubtful = checked(reading({ totalAmount: '120.00', invoiceDate: '1970-01-01' }), { today })
  const mended = { ...doubtful.fields, ...reading({}).fields, invoiceDate: doubtful.fields.invoiceDate }

  expect(doubtsAnew(doubtful.doubts, mended, today).map(({ kind }) => kind)).toEqual([
    'hidden-text',
    'odd-date',
  ])
})
