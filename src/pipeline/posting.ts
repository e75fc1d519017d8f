/** An invoice on its way out, and the two ways in which the ledger follows it. */
import type { Clock } from '../domain/clock.ts'
import type { Entry, Sending, Status } from '../domain/entry.ts'
import type { Ledger } from '../domain/ports/ledger.ts'

export type Posting = Entry & { status: Extract<Status, { state: 'posting' }> }

interface Deps {
  ledger: Ledger
  clock: Clock
}

export function asPosting(entry: Entry): Posting {
  if (entry.status.state !== 'posting')
    throw new TypeError(`invoice ${entry.invoiceId} is ${entry.status.state}`)
  return { ...entry, status: entry.status }
}

/** Writes how far the sending is; the lock stays. */
export async function recordSending(
  { ledger, clock }: Deps,
  entry: Posting,
  sending: Sending,
  note: { changeId: string; what: string },
): Promise<Posting> {
  const changed = await ledger.change(entry, {
    status: { state: 'posting', findings: entry.status.findings, sending },
    lock: entry.lock,
    audit: { ...note, at: clock.now(), who: 'postInvoice' },
  })
  return asPosting(changed)
}

export async function recordPosted({ ledger, clock }: Deps, entry: Posting, what: string): Promise<Entry> {
  const at = clock.now()
  return ledger.change(entry, {
    status: { state: 'posted', findings: entry.status.findings, postedAt: at },
    lock: undefined,
    audit: { changeId: 'posted', at, who: 'postInvoice', what },
  })
}
