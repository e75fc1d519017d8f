/** Reads an invoice and judges it; judges anew what waits because of another invoice. */
import { mayHaveLeft } from '../domain/binding.ts'
import type { Entry, Extraction, Findings, Status } from '../domain/entry.ts'
import { Inconsistent } from '../domain/errors.ts'
import { documentBytes } from '../domain/limits.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Documents } from '../domain/ports/documents.ts'
import { couldNotBeRead, unreadableText } from '../domain/unreadable.ts'
import { claimKeysOf, isStillDuplicate } from './claim-invoice.ts'
import { judgeAnew } from './judge-anew.ts'
import { judgeInvoice, type JudgeInvoice } from './judge-invoice.ts'
import { queueNext } from './queue-next.ts'
import type { Reader } from './read-document.ts'
import { releaseClaim, type ReleaseClaims } from './release-claims.ts'
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
    if (extracted.status.state === 'duplicate') await keepNoClaim(deps, extracted, extracted.status)
    await queueNext(deps, extracted)
    return extracted
  }
}

/** A duplicate holds nobody up: what it claimed before it was turned away by the other key is given back. */
async function keepNoClaim(
  deps: ExtractInvoice,
  entry: Entry,
  { findings, by }: Extract<Status, { state: 'duplicate' }>,
): Promise<void> {
  for (const key of claimKeysOf(entry, findings))
    if (key.by !== by) await releaseClaim(deps, key, entry.invoiceId)
}

async function goOn(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Entry> {
  const { status } = entry
  if (status.state === 'received') {
    const { judged, what } = await afterReading(deps, entry, since)
    return change(deps, entry, judged, what)
  }
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

function change(deps: ExtractInvoice, entry: Entry, status: Status, what = tell(status)): Promise<Entry> {
  return deps.ledger.change(entry, {
    status,
    lock: undefined,
    audit: { changeId: status.state, at: deps.clock.now(), who: 'extractInvoice', what },
  })
}

/** What the reading led to, and the line of the audit trail about it. */
async function afterReading(
  deps: ExtractInvoice,
  entry: Entry,
  since: Date,
): Promise<{ judged: Status; what?: string }> {
  const { refusal } = entry.arrival
  if (refusal !== undefined) {
    const coding = { kind: 'needs-coding', reason: 'the document was not fetched' } as const
    const doubts = [{ kind: 'refused', text: refusal.why }] as const
    return { judged: { state: 'coded', findings: { verdict: 'refused', coding, doubts } } }
  }
  const extraction = await extractionFor(deps, entry, since)
  if (extraction.verdict !== 'not-an-invoice') return { judged: await judgeInvoice(deps, entry, extraction) }
  const why = 'the document has no sign of an invoice'
  return { judged: { state: 'not-an-invoice', why }, what: `${readAs(extraction)}; ${why}` }
}

async function extractionFor(deps: ExtractInvoice, entry: Entry, since: Date): Promise<Extraction> {
  const [lead] = entry.arrival.documents
  if (lead === undefined) throw new Inconsistent(`invoice ${entry.invoiceId} has no document`)
  if (entry.status.state === 'received' && entry.status.isRead === true)
    return readExtraction(deps.documents, entry)
  // Too large to be held in memory: a person reads it by its link.
  if (lead.size > documentBytes) {
    const why = unreadableText({ kind: 'unreadable', why: 'too-large', detail: '' })
    return storeExtraction(deps.documents, couldNotBeRead(entry.invoiceId, why))
  }
  const bytes = await deps.documents.get(lead.path)
  const extraction = await deps.readDocument(entry.invoiceId, { ...lead, bytes }, since)
  return storeExtraction(deps.documents, extraction)
}

/** What the audit trail says of a judgement; the same words are the same judgement. */
function tell(status: Status): string {
  switch (status.state) {
    case 'coded': {
      const { coding } = status.findings
      return `${readAs(status.findings)}; ${coding.kind === 'coded' ? `coded to ${coding.ledgerAccount} (${coding.matchedBy})` : `needs coding: ${coding.reason}`}`
    }
    case 'duplicate':
      return `${readAs(status.findings)}; duplicate of ${status.of} by ${status.by}`
    case 'held':
      return `${readAs(status.findings)}; ${status.reasons.join(' ')}`
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

/** By which reader, and by which version of prompt and schema where it is the model. */
function readAs({ verdict, source, by }: Pick<Findings | Extraction, 'verdict' | 'source' | 'by'>): string {
  return [verdict, source && `by ${source}`, by && `(${by})`].filter(Boolean).join(' ')
}
