/** One factory a thing: a plain, valid example, of which a test names only what it is about. */
import type { Arrival, AuditLine, Entry, Extraction, Findings, StoredDocument } from '../src/domain/entry.ts'
import { type Case, caseIdOf } from '../src/domain/case.ts'
import { sha256 } from '../src/domain/ids.ts'
import type { Attachment, Mail, OutgoingMail } from '../src/domain/mail.ts'
import type { MessageOf } from '../src/domain/messages.ts'
import {
  emptyFields,
  type Evidence,
  type Field,
  type FieldName,
  type Fields,
  fieldNames,
  type ParsedDocument,
  type Reading,
  type Source,
} from '../src/domain/reading.ts'
import type { Coding, Vendor } from '../src/domain/vendor.ts'

export const receivedAt = new Date('2026-11-02T08:30:00.000Z')
export const anInvoiceId = '01KB1N3XM0ABCDEFGHJKMNPQRS'

export const attachment = (over: Partial<Attachment> = {}): Attachment => ({
  attachmentId: 'att-1',
  name: 'invoice.pdf',
  contentType: 'application/pdf',
  size: 48_000,
  kind: 'file',
  isInline: false,
  ...over,
})

export const mail = (over: Partial<Mail> = {}): Mail => ({
  mailId: 'AAMkAGI1-mail-1=',
  receivedAt,
  internetMessageId: '<1@contoso.example>',
  subject: 'Invoice 4711',
  from: { name: 'Contoso Billing', address: 'billing@contoso.example' },
  headers: new Map(),
  attachments: [attachment()],
  categories: [],
  ...over,
})

export const outgoingMail = (over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  to: 'ap@fabrikam.example',
  subject: 'Contoso 4711 1,190.00 EUR 6815',
  html: '<p>Contoso</p>',
  invoiceId: anInvoiceId,
  internetMessageId: `<invoice-${anInvoiceId.toLowerCase()}@fabrikam.example>`,
  files: [],
  ...over,
})

export const storedDocument = (over: Partial<StoredDocument> = {}): StoredDocument => ({
  path: `${anInvoiceId}/1-invoice.pdf`,
  name: 'invoice.pdf',
  contentType: 'application/pdf',
  size: 48_000,
  sha256: sha256('invoice.pdf'),
  ...over,
})

export const arrival = (over: Partial<Arrival> = {}): Arrival => ({
  mailId: 'AAMkAGI1-mail-1=',
  receivedAt,
  subject: 'Invoice 4711',
  sender: { name: 'Contoso Billing', address: 'billing@contoso.example' },
  documents: [storedDocument()],
  alsoInMail: [],
  ...over,
})

export const entry = (over: Partial<Entry> = {}): Entry => ({
  invoiceId: anInvoiceId,
  arrival: arrival(),
  status: { state: 'received' },
  version: 'v0',
  ...over,
})

export const auditLine = (over: Partial<AuditLine> = {}): AuditLine => ({
  changeId: 'received',
  at: receivedAt,
  who: 'ingestMail',
  what: 'stored 1 document of the mail',
  ...over,
})

export const vendor = (over: Partial<Vendor> = {}): Vendor => ({
  vendorId: 'contoso',
  name: 'Contoso GmbH',
  aliases: [],
  mailDomains: ['contoso.example'],
  taxIds: ['DE123456788'],
  ibans: [],
  ledgerAccount: '6815',
  department: 'IT',
  reseller: false,
  active: true,
  checkDuplicates: true,
  ...over,
})

export const coding = (over: Partial<Extract<Coding, { kind: 'coded' }>> = {}): Coding => ({
  kind: 'coded',
  vendorId: 'contoso',
  vendorName: 'Contoso GmbH',
  matchedBy: 'tax id',
  ledgerAccount: '6815',
  department: 'IT',
  ...over,
})

export const findings = (over: Partial<Findings> = {}): Findings => ({
  verdict: 'read',
  source: 'rules',
  vendorName: 'Contoso GmbH',
  invoiceNumber: '4711',
  invoiceDate: '2026-10-30',
  total: { minor: 119_000, currency: 'EUR' },
  coding: coding(),
  doubts: [],
  ...over,
})

/** A value with evidence that quotes it. */
export function field<T>(value: T, over: Partial<Evidence> = {}): Field<T> {
  return { value, evidence: { source: 'rules', quote: String(value), page: 1, ...over } }
}

const plainValues: Partial<Record<FieldName, string>> = {
  vendorName: 'Contoso GmbH',
  vendorTaxId: 'DE123456788',
  invoiceNumber: '4711',
  invoiceDate: '2026-10-30',
  totalAmount: '1190.00',
  netAmount: '1000.00',
  taxAmount: '190.00',
  currency: 'EUR',
}

/** Fields as read by `source`; null empties one. */
export function fields(
  over: Partial<Record<FieldName, string | null>> = {},
  source: Source = 'rules',
): Fields {
  const values = { ...plainValues, ...over }
  const read = fieldNames.flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' ? [[name, field(value, { source })] as const] : []
  })
  return { ...emptyFields('not on the document'), ...Object.fromEntries(read) }
}

export const reading = (over: Partial<Reading> = {}): Reading => ({
  source: 'rules',
  documentType: 'invoice',
  fields: fields({}, over.source),
  doubts: [],
  ...over,
})

export const parsed = (
  over: Partial<Extract<ParsedDocument, { kind: 'parsed' }>> = {},
): Extract<ParsedDocument, { kind: 'parsed' }> => ({
  kind: 'parsed',
  pages: [{ page: 1, text: 'Contoso GmbH\nInvoice 4711\nTotal 1,190.00 EUR' }],
  pageCount: 1,
  ...over,
})

export const extraction = (over: Partial<Extraction> = {}): Extraction => ({
  schema: 'extraction-v1',
  invoiceId: anInvoiceId,
  verdict: 'read',
  source: 'rules',
  documentType: 'invoice',
  fields: fields(),
  doubts: [],
  ...over,
})

export const mailReceived = (over: Partial<MessageOf<'mail-received'>> = {}): MessageOf<'mail-received'> => ({
  v: 1,
  since: '2026-11-02T08:31:00.000Z',
  deferrals: 0,
  mailId: 'AAMkAGI1-mail-1=',
  source: 'poll',
  ...over,
})

/** The message of the three queues that name an invoice. */
export const invoiceMessage = (
  over: Partial<MessageOf<'invoice-stored'>> = {},
): MessageOf<'invoice-stored'> => ({
  v: 1,
  since: '2026-11-02T08:31:00.000Z',
  deferrals: 0,
  invoiceId: anInvoiceId,
  ...over,
})

/** A case of a message that nobody can read. */
export const aCase = (over: Partial<Case> = {}): Case => ({
  caseId: caseIdOf('mail-received', '{"v":9}'),
  step: 'mail-received',
  kind: 'bad-message',
  why: 'version 9 is not known to this release',
  dependency: undefined,
  message: '{"v":9}',
  state: 'open',
  firstSeen: receivedAt,
  lastSeen: receivedAt,
  redrives: 0,
  isTold: false,
  history: [auditLine({ changeId: 'parked:1', who: 'mail-received', what: 'version 9' })],
  version: undefined,
  ...over,
})
