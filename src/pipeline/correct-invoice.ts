/** A person corrects what was read of an invoice that waits; with the new values it is judged anew. */
import { mayHaveLeft } from '../domain/binding.ts'
import { addedTo, changes, type CorrectedValues } from '../domain/correction.ts'
import { type Entry, type Extraction, findingsIn } from '../domain/entry.ts'
import { sha256 } from '../domain/ids.ts'
import type { Documents } from '../domain/ports/documents.ts'
import type { FieldName } from '../domain/reading.ts'
import { type Ask, cannot, decide, type Decide, type Decided, decisionOf, sameAsBefore } from './decide.ts'
import { judgeAnew } from './judge-anew.ts'
import { queueNext } from './queue-next.ts'
import { releaseClaim, type ReleaseClaims, wakeWaiting } from './release-claims.ts'
import { readCorrection, readExtraction, storeCorrection } from './stored-extraction.ts'

export interface CorrectInvoice extends Decide, ReleaseClaims {
  documents: Documents
}

export type Correct = Ask & { values: CorrectedValues }
type Changed = readonly [FieldName, string | null][]

/** Who the vendor is, and so what is claimed, hangs on these. */
const keyFields: readonly FieldName[] = ['vendorName', 'vendorTaxId', 'iban', 'invoiceNumber', 'invoiceDate']

export function makeCorrectInvoice(deps: CorrectInvoice): (ask: Correct) => Promise<Decided | undefined> {
  return (ask) =>
    decide(deps, ask, async (entry) => {
      const isOpen = canBeCorrected(entry)
      if (!isOpen && entry.decisions?.correction === undefined) throw cannot('corrected', entry)
      const extraction = await readExtraction(deps.documents, entry)
      const changed = changes(extraction, ask.values)
      if (changed.length === 0)
        return ask.dryRun === true ? { entry, done: 'before' } : sameAsBefore(deps, entry)
      if (!isOpen) throw cannot('corrected', entry)
      if (ask.dryRun === true) return { entry, done: 'dry-run' }
      return { entry: await correct(deps, entry, extraction, changed, ask), done: 'now' }
    })
}

/** Not where its mail may have left: what was sent has to stand as it is, until it is known. */
function canBeCorrected({ status }: Entry): boolean {
  if (status.state === 'held') return !mayHaveLeft(status)
  return status.state === 'duplicate'
}

async function correct(
  deps: CorrectInvoice,
  entry: Entry,
  extraction: Extraction,
  changed: Changed,
  ask: Ask,
): Promise<Entry> {
  const { who, at, changeId } = decisionOf(deps, ask)
  const before = await readCorrection(deps.documents, entry)
  const correction = addedTo(before, entry.invoiceId, changed, { who, at })
  const path = await storeCorrection(deps.documents, correction, sha256)
  const what = changed
    .map(([name, value]) => `${name}: ${quoted(extraction.fields[name].value)} → ${quoted(value)}`)
    .join('; ')
  const anew = await judgeAnew(
    deps,
    entry,
    { who, what: ask.why === undefined ? what : `${what} (${ask.why})`, changeId: `corrected:${changeId}` },
    { ...entry.decisions, correction: path },
  )
  await letGo(deps, entry, changed)
  await queueNext(deps, anew)
  return anew
}

/** The claim that was made with what was misread; it is made again where it was right. */
async function letGo(deps: CorrectInvoice, { invoiceId, status }: Entry, changed: Changed): Promise<void> {
  const key = findingsIn(status)?.businessKey
  if (key === undefined || !changed.some(([name]) => keyFields.includes(name))) return
  await releaseClaim(deps, key, invoiceId)
  // The invoice binds again by now: who was woken before its claim was gone may have found it standing.
  await wakeWaiting(deps, key, invoiceId)
}

const quoted = (value: string | null): string => (value === null ? 'nothing' : `"${value}"`)
