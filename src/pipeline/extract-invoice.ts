/** Reads an invoice and judges it; judges anew what waits because of another invoice. */
import { mayHaveLeft } from '../domain/binding.ts'
import type { Entry, Extraction, Status } from '../domain/entry.ts'
import { Inconsistent } from '../domain/errors.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Documents } from '../domain/ports.ts'
import { isStillDuplicate } from './claim-invoice.ts'
import { judgeAnew } from './judge-anew.ts'
import { judgeInvoice, type JudgeInvoice } from './judge-invoice.ts'
import type { Reader } from './read-document.ts'
import { releaseClaims, type ReleaseClaims } from './release-claims.ts'
import { readExtraction, storeExtraction } from './stored-extraction.ts'

export interface ExtractInvoice extends JudgeInvoice, ReleaseClaims {
  documents: Documents
  readDocument: Reader
}

/** No lock: the extraction is stored once and every run goes on from the stored one, so that two at a time agree. */
export function makeExtractInvoice(
  deps: ExtractInvoice,
): (message: MessageOf<'invoice-stored'>) => Promise<Entry> {
  return async ({ invoiceId, since }) => {
    const entry = await deps.ledger.find(invoiceId)
    if (entry === undefined) throw new Inconsistent(`the ledger does not know invoice ${invoiceId}`)
    const extracted = await goOn(deps, entry, new Date(since))
    // A duplicate holds no claim of its own: whom its file turned away is told by the first.
    if (extracted.status.state === 'duplicate')
      await releaseClaims(deps, extracted, extracted.status.findings)
    await queueNext(deps, extracted)
    return extracted
  }
}

async function goOn(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Entry> {
  const { status } = entry
  if (status.state === 'received') return change(deps, entry, await statusAfterReading(deps, entry, since))
  if (status.state === 'duplicate') {
    if (await isStillDuplicate(deps, entry, status)) return entry
    const again = await judgeAnew(deps, entry, {
      who: 'extractInvoice',
      what: 'its first does not count any more',
    })
    return goOn(deps, again, since)
  }
  // Where its mail may have left, a person alone decides.
  if (status.state !== 'held' || mayHaveLeft(status)) return entry
  const judged = await judgeInvoice(deps, entry, await readExtraction(deps.documents, entry))
  return tell(judged) === tell(status) ? entry : change(deps, entry, judged)
}

function change(deps: ExtractInvoice, entry: Entry, status: Status): Promise<Entry> {
  return deps.ledger.change(entry, {
    status,
    lock: undefined,
    audit: { changeId: status.state, at: deps.clock.now(), who: 'extractInvoice', what: tell(status) },
  })
}

async function statusAfterReading(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Status> {
  const { refusal } = entry.arrival
  if (refusal !== undefined) {
    const coding = { kind: 'needs-coding', reason: 'the document was not fetched' } as const
    return { state: 'coded', findings: { verdict: 'refused', coding, doubts: [refusal.why] } }
  }
  const extraction = await extractionFor(deps, entry, since)
  if (extraction.verdict === 'not-an-invoice')
    return { state: 'not-an-invoice', why: 'the document has no sign of an invoice' }
  return judgeInvoice(deps, entry, extraction)
}

async function extractionFor(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Extraction> {
  const [lead] = entry.arrival.documents
  if (lead === undefined) throw new Inconsistent(`invoice ${entry.invoiceId} has no document`)
  if (entry.status.state === 'received' && entry.status.isRead === true)
    return readExtraction(deps.documents, entry)
  const bytes = await deps.documents.get(lead.path)
  const extraction = await deps.readDocument(entry.invoiceId, { ...lead, bytes }, since)
  return storeExtraction(deps.documents, extraction)
}

/** What the audit trail says of a judgement; the same words are the same judgement. */
export function tell(status: Status): string {
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
export async function queueNext(
  deps: Pick<ExtractInvoice, 'queues' | 'clock'>,
  { invoiceId, status }: Entry,
): Promise<void> {
  const message = { v: 1, since: deps.clock.now().toISOString(), deferrals: 0, invoiceId } as const
  if (status.state === 'coded' || status.state === 'posting') await deps.queues.put('invoice-ready', message)
  if (status.state === 'held' || status.state === 'posted') await deps.queues.put('notification', message)
}
