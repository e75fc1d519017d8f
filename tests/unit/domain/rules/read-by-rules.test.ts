/** Whole documents: invoices in many languages and layouts, and documents that are none. */
import { describe, expect, test } from 'vitest'
import { layoutOf } from '../../../../src/domain/rules/layout.ts'
import { readByRules } from '../../../../src/domain/rules/read-by-rules.ts'
import { serviceInvoices } from '../../../fixtures/documents/service-invoices.ts'
import { textInvoices } from '../../../fixtures/documents/text-invoices.ts'

const invoices = [...textInvoices, ...serviceInvoices]

const read = (text: string, own?: Parameters<typeof readByRules>[1]): ReturnType<typeof readByRules> =>
  readByRules([layoutOf({ page: 1, text })], own)

describe('an invoice is read as a person reads it', () => {
  test.each(invoices)('$name', ({ name: _name, text, ...wanted }) => {
    const { fields } = read(text)
    const got = Object.fromEntries(
      Object.keys(wanted).map((key) => [key, fields[key as keyof typeof fields].value]),
    )
    expect(got).toEqual(wanted)
  })

  test.each(invoices)('every value of "$name" stands where its evidence says', ({ text }) => {
    const { fields } = read(text)
    const flat = (words: string): string => words.replace(/\s+/g, ' ')
    const quotes = Object.values(fields).flatMap((field) =>
      field.value === null ? [] : [flat(field.evidence.quote)],
    )
    expect(quotes.filter((quote) => !flat(text).includes(quote))).toEqual([])
    const reasons = Object.values(fields).flatMap((field) => (field.value === null ? [field.reason] : []))
    expect(reasons).not.toContain('')
  })
})

describe('a document that is no invoice', () => {
  test.each([
    ['a sentence', 'This is high secure!'],
    [
      'a delivery note',
      'LIEFERSCHEIN\nLieferschein-Nr. 4711\nDatum 01.02.2024\n\n10 Stk  Schrauben M8\n5 Stk  Muttern',
    ],
    [
      'an order confirmation',
      'Order confirmation\nOrder number: 5512\nDate: 12 March 2024\n\nChair    1    120.00\nTotal   120.00 EUR',
    ],
    [
      'a quotation',
      'ANGEBOT\nAngebot Nr. A-17 vom 03.04.2024\n\nTisch   1   500,00\nSumme netto   500,00 EUR',
    ],
    [
      'terms and conditions',
      'Terms and Conditions\n\n1. The buyer pays each invoice within 30 days.\n2. Goods stay ours until the invoice is paid.',
    ],
    [
      'a statement that lists invoices',
      'STATEMENT OF ACCOUNT\nAcme Ltd\nInvoice No   Date         Amount\n1001         01/05/2024   100.00\n1002         15/05/2024   200.00\nTotal due                 300.00',
    ],
    [
      'a reminder',
      'Zahlungserinnerung\nMüller GmbH\nRechnung Nr. 4711 vom 01.02.2024 über 100,00 EUR ist noch offen.\nGesamtbetrag 105,00 EUR',
    ],
    ['a proforma invoice', 'PROFORMA INVOICE PI-77\nAcme Export Ltd\nDate: 5 May 2024\nTotal USD 1,000.00'],
    ['a time sheet', 'Timesheet\nName: Piet\nWeek 12\nMonday   8.00\nTuesday   7.50\nTotal   15.50'],
  ])('%s', (_name, text) => {
    const reading = read(text)
    expect(reading.documentType).toBe('not-an-invoice')
    expect(Object.values(reading.fields).every(({ value }) => value === null)).toBe(true)
  })
})

test('a credit note is told from an invoice', () => {
  expect(read('Credit Note CN-9\nDate: 2 May 2024\nTotal   -20.00 EUR').documentType).toBe('credit-note')
  expect(read('Invoice 9\nDate: 2 May 2024\nTotal   20.00 EUR').documentType).toBe('invoice')
})

test('our own company is never the vendor', () => {
  const text = 'Contoso Ltd\n1 Main Street\n\nInvoice 77\nDate: 2 May 2024\nTotal   20.00 EUR'
  const own = { names: ['Contoso Limited'], taxIds: [], ibans: [] }
  expect(read(text).fields.vendorName.value).toBe('Contoso Ltd')
  expect(read(text, own).fields.vendorName.value).toBeNull()
})

describe('what could be two things stays empty', () => {
  test('two companies side by side: which one sells?', () => {
    const { vendorName } = read('Invoice 881\nAlpha Ltd            Beta Ltd\n\nTotal   £50.00').fields
    expect(vendorName).toEqual({ value: null, reason: 'The seller could be "Alpha Ltd" or "Beta Ltd".' })
  })

  test('a sum that falls due in parts', () => {
    const text =
      'Fattura n. 5\nData: 28/02/2024\nScadenze: 31/03/2024  € 50,00   30/04/2024  € 50,00\nTotale   100,00 €'
    expect(read(text).fields.dueDate.value).toBeNull()
  })

  test('two numbers that are both called the invoice number', () => {
    const text = 'Invoice no: 7\nInvoice no: 8\nTotal   5.00 EUR'
    expect(read(text).fields.invoiceNumber).toEqual({
      value: null,
      reason: 'The document names several: 7, 8.',
    })
  })

  test('two accounts', () => {
    const text = 'Invoice 7\nIBAN DE88200800000970375700\nIBAN NL91ABNA0417164300\nTotal   5.00 EUR'
    expect(read(text).fields.iban.value).toBeNull()
  })
})

test('an equivalent in another currency is not the total', () => {
  const text = 'Invoice 7\nNet 100.00 GBP\nVAT 20.00 GBP\nTotal 120.00 GBP\nEquivalent total 140.00 EUR'
  expect(read(text).fields).toMatchObject({ totalAmount: { value: '120.00' }, currency: { value: 'GBP' } })
})

describe("the buyer's order number keeps the prefix that makes it one", () => {
  test.each([
    ['under its head', 'SALESPERSON    P.O. NUMBER    TERMS\n               PO-3333', 'PO-3333'],
    ['behind its label', 'Purchase order: PO-55422', 'PO-55422'],
    ['by itself', 'Reference PO-55422', 'PO-55422'],
    ['behind a label of the same letters', 'PO 3333', '3333'],
  ])('%s', (_where, text, number) => {
    const { fields } = read(`Acme Ltd\nINVOICE INV-100\nInvoice date: 1 May 2024\n${text}\nTotal 120.00 EUR`)
    expect(fields.purchaseOrder).toMatchObject({ value: number })
  })
})
