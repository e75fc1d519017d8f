/** Reads an invoice, codes it from the vendor list, and makes sure that it is not the second of its kind. */
import type { Clock } from '../domain/clock.ts'
import type { Entry, Extraction, Findings, Status } from '../domain/entry.ts'
import { Inconsistent } from '../domain/errors.ts'
import { codingOf } from '../domain/match-vendor.ts'
import type { MessageOf } from '../domain/messages.ts'
import { toMoney } from '../domain/money.ts'
import type { Claims, Documents, Ledger, Queues, Vendors } from '../domain/ports.ts'
import { claimInvoice } from './claim-invoice.ts'
import type { Reader } from './read-document.ts'

export interface ExtractInvoice {
  documents: Documents
  ledger: Ledger
  claims: Claims
  vendors: Vendors
  queues: Queues
  readDocument: Reader
  clock: Clock
}

/** No lock: the extraction is stored once and every run goes on from the stored one, so that two at a time agree. */
export function makeExtractInvoice(
  deps: ExtractInvoice,
): (message: MessageOf<'invoice-stored'>) => Promise<Entry> {
  return async ({ invoiceId, since }) => {
    const entry = await deps.ledger.find(invoiceId)
    if (entry === undefined) throw new Inconsistent(`the ledger does not know invoice ${invoiceId}`)
    const extracted = entry.status.state === 'received' ? await extract(deps, entry, new Date(since)) : entry
    await queueNext(deps, extracted)
    return extracted
  }
}

async function extract(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Entry> {
  const status = await statusAfterReading(deps, entry, since)
  return deps.ledger.change(entry, {
    status,
    lock: undefined,
    audit: { changeId: status.state, at: deps.clock.now(), who: 'extractInvoice', what: tell(status) },
  })
}

async function statusAfterReading(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Status> {
  const { refusal, sender } = entry.arrival
  if (refusal !== undefined) {
    const coding = { kind: 'needs-coding', reason: 'the document was not fetched' } as const
    return { state: 'coded', findings: { verdict: 'refused', coding, doubts: [refusal.why] } }
  }
  const extraction = await extractionFor(deps, entry, since)
  if (extraction.verdict === 'not-an-invoice')
    return { state: 'not-an-invoice', why: 'the document has no sign of an invoice' }
  const coding = codingOf(extraction.fields, sender.address, await deps.vendors.all())
  const findings = findingsOf(extraction, extraction.verdict, coding)
  const claimed = await claimInvoice(deps, entry, extraction, findings)
  switch (claimed.kind) {
    case 'first':
      return { state: 'coded', findings }
    case 'duplicate':
      return { state: 'duplicate', findings, of: claimed.of, by: claimed.by }
    case 'other-amount':
      return { state: 'held', findings, reasons: [claimed.reason] }
  }
}

/** The extraction that was stored first, whoever stored it: a later reading may differ and must not count. */
async function extractionFor(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Extraction> {
  const [lead] = entry.arrival.documents
  if (lead === undefined) throw new Inconsistent(`invoice ${entry.invoiceId} has no document`)
  const bytes = await deps.documents.get(lead.path)
  const extraction = await deps.readDocument(entry.invoiceId, { ...lead, bytes }, since)
  const path = extractionPath(entry.invoiceId)
  const stored = await deps.documents.put(path, encode(extraction), 'application/json')
  return stored === 'stored' ? extraction : readExtraction(deps.documents, entry.invoiceId)
}

const extractionPath = (invoiceId: string): string => `${invoiceId}/extraction.json`
const encode = (extraction: Extraction): Uint8Array => new TextEncoder().encode(JSON.stringify(extraction))

/** The stored extraction; our own writing, so that its shape is trusted. */
export async function readExtraction(documents: Documents, invoiceId: string): Promise<Extraction> {
  const bytes = await documents.get(extractionPath(invoiceId))
  return JSON.parse(new TextDecoder().decode(bytes)) as Extraction
}

function findingsOf(
  { fields, source, doubts }: Extraction,
  verdict: Findings['verdict'],
  coding: Findings['coding'],
): Findings {
  const amount = fields.totalAmount.value
  const currency = fields.currency.value
  return {
    verdict,
    source,
    vendorName: fields.vendorName.value ?? undefined,
    invoiceNumber: fields.invoiceNumber.value ?? undefined,
    invoiceDate: fields.invoiceDate.value ?? undefined,
    total: amount !== null && currency !== null ? toMoney(amount, currency) : undefined,
    coding,
    doubts,
  }
}

function tell(status: Status): string {
  switch (status.state) {
    case 'coded': {
      const { coding, source, verdict } = status.findings
      return `${verdict}${source === undefined ? '' : ` by ${source}`}; ${coding.kind === 'coded' ? `coded to ${coding.ledgerAccount} (${coding.matchedBy})` : `needs coding: ${coding.reason}`}`
    }
    case 'duplicate':
      return `duplicate of ${status.of} by ${status.by}`
    case 'held':
      return status.reasons.join(' ')
    case 'not-an-invoice':
      return status.why
    case 'received':
    case 'posting':
    case 'posted':
    case 'notified':
    case 'parked':
    case 'rejected':
      return status.state
  }
}

/** Also when a run finds the work done: the message that the first run put may be lost. */
async function queueNext(deps: ExtractInvoice, { invoiceId, status }: Entry): Promise<void> {
  const message = { v: 1, since: deps.clock.now().toISOString(), deferrals: 0, invoiceId } as const
  if (status.state === 'coded' || status.state === 'posting') await deps.queues.put('invoice-ready', message)
  if (status.state === 'held' || status.state === 'posted') await deps.queues.put('notification', message)
}
