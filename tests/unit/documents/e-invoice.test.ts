/** E-invoices: every field by its term, and XML that is refused. */
import { describe, expect, test } from 'vitest'
import { readEInvoice } from '../../../src/adapters/documents/e-invoice/read-e-invoice.ts'
import type { Reading } from '../../../src/domain/reading.ts'
import { cii, ubl, zugferd1 } from '../../fixtures/documents/e-invoices.ts'

const found = (xml: string | Uint8Array): ReturnType<typeof readEInvoice> =>
  readEInvoice(typeof xml === 'string' ? new TextEncoder().encode(xml) : xml)

function reading(xml: string | Uint8Array): Reading {
  const one = found(xml)
  if (one.kind !== 'e-invoice') throw new Error(`no e-invoice: ${JSON.stringify(one)}`)
  return one.reading
}

const valuesOf = ({ fields }: Reading): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]))

test('a CII invoice gives every field with its business term', () => {
  const one = reading(cii())
  expect(valuesOf(one)).toEqual({
    vendorName: 'Müller & Söhne GmbH',
    vendorTaxId: 'DE136695976',
    invoiceNumber: 'RE-1',
    invoiceDate: '2024-05-31',
    dueDate: '2024-06-30',
    totalAmount: '119.00',
    netAmount: '100.00',
    taxAmount: '19.00',
    amountDue: '69.00',
    currency: 'EUR',
    iban: 'DE88200800000970375700',
    purchaseOrder: 'PO-7',
    buyerName: 'Kunde AG',
  })
  expect(one).toMatchObject({ source: 'e-invoice', documentType: 'invoice', by: 'CII', doubts: [] })
  expect(one.fields.totalAmount).toMatchObject({ evidence: { term: 'BT-112', quote: '119.00' } })
})

test('the elder form of ZUGFeRD 1 is read by its own names', () => {
  expect(valuesOf(reading(zugferd1))).toMatchObject({
    vendorName: 'Lieferung GmbH',
    invoiceNumber: '471102',
    invoiceDate: '2013-03-05',
    totalAmount: '235.62',
    currency: 'EUR',
    dueDate: null,
  })
})

test.each(['cbc:', ''])('a UBL invoice is read whatever its prefixes ("%s")', (prefix) => {
  const one = reading(ubl({ prefix }))
  expect(one).toMatchObject({ documentType: 'invoice', by: 'UBL' })
  expect(valuesOf(one)).toMatchObject({
    vendorName: 'Registrerat AB',
    vendorTaxId: 'SE556188840401',
    invoiceNumber: 'U-77',
    invoiceDate: '2024-02-29',
    dueDate: '2024-03-30',
    totalAmount: '125.00',
    taxAmount: '25.00',
    currency: 'SEK',
    purchaseOrder: 'PO-1',
    buyerName: 'Köparen AB',
  })
})

test('a national account number is no IBAN, and the reason says so', () => {
  expect(reading(ubl()).fields.iban).toEqual({
    value: null,
    reason: 'BT-84 is "123-4567", which is no valid IBAN.',
  })
})

test.each([
  ['a UBL credit note', ubl({ root: 'CreditNote' })],
  ['a CII document of type 381', cii({ typeCode: '381' })],
])('%s is a credit note', (_name, xml) => {
  expect(reading(xml).documentType).toBe('credit-note')
})

test.each([
  ['net 14 days', '<ram:Description>Zahlbar innerhalb von 14 Tagen</ram:Description>', '2024-06-14'],
  [
    'a date in words',
    '<ram:Description>Zahlbar bis 15.07.2024, 2% Skonto bis 10.06.2024</ram:Description>',
    '2024-07-15',
  ],
  ['only a discount', '<ram:Description>2% Skonto innerhalb 10 Tagen</ram:Description>', null],
  ['nothing', '', null],
])('the due date from terms in words: %s', (_name, terms, date) => {
  expect(reading(cii({ terms })).fields.dueDate.value).toBe(date)
})

test.each(['', 'abc', '1.2.3', '12345678901234', '1e3', '0x10', '-'])(
  'a total of "%s" stays empty with a reason',
  (total) => {
    const field = reading(cii({ total })).fields.totalAmount
    expect(field.value).toBeNull()
    expect(field).toHaveProperty('reason')
  },
)

test.each([
  ['+119.50', '119.50'],
  ['-7', '-7'],
  ['.5', '0.5'],
  ['0119.000000', '119.00'],
])('a total of "%s" is %s', (total, value) => {
  expect(reading(cii({ total })).fields.totalAmount.value).toBe(value)
})

test('an invoice in the envelope of Peppol is read', () => {
  const inner = ubl().replace(/<\?xml[^>]*>/, '')
  const xml = `<StandardBusinessDocument xmlns="x"><StandardBusinessDocumentHeader/>${inner}</StandardBusinessDocument>`
  expect(reading(xml).fields.invoiceNumber.value).toBe('U-77')
})

test.each([
  [
    'UTF-16 with its mark',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(cii().replace('UTF-8', 'UTF-16'), 'utf16le')]),
  ],
  ['Latin-1 by declaration', Buffer.from(cii({ number: 'Ä-1' }).replace('UTF-8', 'ISO-8859-1'), 'latin1')],
])('%s is decoded', (_name, bytes) => {
  expect(reading(new Uint8Array(bytes)).fields.vendorName.value).toBe('Müller & Söhne GmbH')
})

describe('refused, whatever it holds', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`
  const file = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
  test.each([
    ['entities of its own', cii().replace('?>', `?>${bomb}`)],
    ['a file from outside', cii({ number: '&e;' }).replace('?>', `?>${file}`)],
    ['tags that do not close', cii().slice(0, -40)],
    ['bottomless nesting', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`],
    ['an encoding that does not exist', cii().replace('UTF-8', 'KLINGON-8')],
    ['nothing in it', '<?xml version="1.0"?>'],
  ])('%s', (_name, xml) => {
    expect(found(xml)).toMatchObject({ kind: 'damaged' })
  })

  test('bytes that are not in the declared encoding', () => {
    expect(found(Uint8Array.from([...Buffer.from('<?xml version="1.0"?><a>'), 0xff, 0xfe]))).toMatchObject({
      kind: 'damaged',
    })
  })
})

test('an entity that nobody declared is text, not a file', () => {
  expect(reading(cii({ number: '&e;1' })).fields.invoiceNumber.value).toBe('&e;1')
})

test.each([
  ['<feed><entry/></feed>', 'feed'],
  ['<Invoice><Total>1</Total></Invoice>', 'Invoice'],
  ['<__proto__><polluted>1</polluted></__proto__>', '__proto__'],
])('other XML is told by its root: %s', (xml, root) => {
  expect(['other-xml', 'damaged']).toContain(found(xml).kind)
  expect(JSON.stringify(found(xml))).toContain(root)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})
