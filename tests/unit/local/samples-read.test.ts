/** The agent's own reading, without model and ledger, comes to what each sample expects. */
import { afterAll, expect, test } from 'vitest'
import { sampleOwnCompany } from '../../../local/demo/samples/buyers.ts'
import * as english from '../../../local/demo/samples/invoices/english.ts'
import * as german from '../../../local/demo/samples/invoices/german.ts'
import * as northern from '../../../local/demo/samples/invoices/northern.ts'
import * as romance from '../../../local/demo/samples/invoices/romance.ts'
import type { Invoice } from '../../../local/demo/samples/invoice.ts'
import { sampleMails } from '../../../local/demo/samples/sample-mails.ts'
import { sampleVendors } from '../../../local/demo/samples/sample-vendors.ts'
import type { Expected } from '../../../local/demo/samples/sample.ts'
import { sumsOf } from '../../../local/demo/samples/sums.ts'
import { createDocumentParser } from '../../../src/adapters/documents/parser.ts'
import { checked } from '../../../src/domain/checks.ts'
import { chooseDocuments } from '../../../src/domain/choose-documents.ts'
import { groupDocuments } from '../../../src/domain/group-documents.ts'
import { codingOf } from '../../../src/domain/match-vendor.ts'
import type { Attachment } from '../../../src/domain/mail.ts'
import { toDecimal } from '../../../src/domain/money.ts'
import { emptyFields, type Fields, type ParsedDocument, type Reading } from '../../../src/domain/reading.ts'

const samples = await sampleMails()
const today = new Date('2026-11-23T12:00:00Z')
const invoices: readonly Invoice[] = [german, english, romance, northern].flatMap((all) =>
  Object.values(all).flat(),
)

const parser = createDocumentParser({ ownCompany: sampleOwnCompany, timeoutMs: 60_000 })
afterAll(() => parser.close())

test.each(samples)('"$mail.subject" ends as it says, read by rules alone', async ({ mail, expected }) => {
  const attachments = mail.attachments.map(
    ({ name, contentType, bytes, isInline = false }, i): Attachment => {
      return { attachmentId: String(i), name, contentType, size: bytes.byteLength, kind: 'file', isInline }
    },
  )
  const chosen = chooseDocuments(attachments).fetch
  const documents = chosen.flatMap(({ attachmentId }) => mail.attachments[Number(attachmentId)] ?? [])
  const parsed = await Promise.all(documents.map((document) => parser.parse(document)))
  const leads = groupDocuments(parsed).flatMap(({ members: [lead = -1] }) => parsed[lead] ?? [])
  const found = leads.map((lead) => outcomeOf(lead, mail.from.address))
  expect(found).toEqual(
    expected
      .filter(({ outcome }) => outcome !== 'not-an-invoice')
      // That it is the second of its kind only the ledger can tell.
      .map((one) =>
        one.outcome === 'duplicate' ? { ...one, outcome: 'posted', ledgerAccount: '6825' } : one,
      ),
  )
})

test.each(pages())('the rules read $name', async ({ file, invoice }) => {
  const parsed = await parser.parse(file)
  const rules = parsed.kind === 'parsed' ? parsed.rules : undefined
  expect(rules?.documentType).toBe(invoice.kind)
  expect(values(rules?.fields ?? emptyFields('not parsed'))).toMatchObject({
    vendorName: invoice.seller.name,
    invoiceNumber: invoice.number,
    invoiceDate: invoice.issued,
    dueDate: invoice.due ?? null,
    totalAmount: invoice.total,
    currency: invoice.currency,
    iban: invoice.seller.iban ?? null,
  })
})

test.each([
  ['VE-2026-118842.pdf', 'CII', romance.energy],
  ['2026-11-400871_xrechnung.xml', 'UBL', german.power],
])('the data in %s (%s) say what the page says', async (name, syntax, invoice) => {
  const file = samples.flatMap(({ mail }) => mail.attachments).find((one) => one.name === name)
  if (file === undefined) throw new Error(`no sample has the file ${name}`)
  const parsed = await parser.parse(file)
  const data = parsed.kind === 'parsed' ? parsed.eInvoice : undefined
  expect(data?.by).toBe(syntax)
  const { net, tax, total } = sumsOf(invoice)
  expect(values(data?.fields ?? emptyFields('no data'))).toEqual({
    vendorName: invoice.seller.name,
    vendorTaxId: invoice.seller.taxId,
    invoiceNumber: invoice.number,
    invoiceDate: invoice.issued,
    dueDate: invoice.due,
    totalAmount: toDecimal(total),
    netAmount: toDecimal(net),
    taxAmount: toDecimal(tax),
    amountDue: toDecimal(total),
    currency: invoice.currency,
    iban: invoice.seller.iban,
    purchaseOrder: invoice.order,
    buyerName: invoice.buyer.name,
  })
})

/** Each PDF with text and its invoice. */
function pages() {
  return samples.flatMap(({ mail, expected }) => {
    const pdfs = mail.attachments.filter(({ name }) => name.endsWith('.pdf'))
    return expected.flatMap(({ invoiceNumber }, i) => {
      const [invoice, file] = [invoices.find(({ number }) => number === invoiceNumber), pdfs[i]]
      return invoice === undefined || file === undefined ? [] : [{ name: file.name, file, invoice }]
    })
  })
}

const readingOf = (parsed: ParsedDocument): Reading | undefined =>
  parsed.kind === 'parsed' ? (parsed.eInvoice ?? parsed.rules) : undefined

/** What the pipeline would make of a document, without its ledger. */
function outcomeOf(parsed: ParsedDocument, sender: string): Expected {
  const reading = readingOf(parsed)
  if (reading === undefined) return { outcome: 'could not be read' }
  const { fields, doubts } = checked(reading, { today, ownCompany: sampleOwnCompany })
  expect(doubts).toEqual([])
  const coding = codingOf(fields, sender, sampleVendors)
  const facts = {
    vendorName: fields.vendorName.value ?? '',
    invoiceNumber: fields.invoiceNumber.value ?? '',
    total: fields.totalAmount.value ?? '',
    currency: fields.currency.value ?? '',
  }
  return coding.kind === 'coded'
    ? { outcome: 'posted', ...facts, ledgerAccount: coding.ledgerAccount }
    : { outcome: 'needs coding', ...facts }
}

const values = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))
