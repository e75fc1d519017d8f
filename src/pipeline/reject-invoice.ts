/** A person rejects an invoice that waits for one: it never goes to accounts payable, and lets go of its claims. */
import { type Entry, findingsIn, type State } from '../domain/entry.ts'
import { type Ask, cannot, decide, type Decide, type Decided, decisionOf } from './decide.ts'
import { releaseClaims, type ReleaseClaims } from './release-claims.ts'

/** From here it could still go to accounts payable. */
const rejectable: readonly State[] = ['held', 'duplicate', 'parked']

export interface RejectInvoice extends Decide, ReleaseClaims {}

export function makeRejectInvoice(
  deps: RejectInvoice,
): (ask: Ask & { why: string }) => Promise<Decided | undefined> {
  return (ask) =>
    decide(deps, ask, async (entry) => {
      const { status } = entry
      if (status.state !== 'rejected' && !rejectable.includes(status.state)) throw cannot('rejected', entry)
      const done = status.state === 'rejected' ? 'before' : 'now'
      if (ask.dryRun === true) return { entry, done: done === 'before' ? done : 'dry-run' }
      const rejected = done === 'before' ? entry : await reject(deps, entry, ask)
      await releaseClaims(deps, rejected, findingsIn(rejected.status))
      return { entry: rejected, done }
    })
}

function reject(deps: RejectInvoice, entry: Entry, ask: Ask & { why: string }): Promise<Entry> {
  const { who, at, changeId } = decisionOf(deps, ask)
  const findings = findingsIn(entry.status)
  return deps.ledger.change(entry, {
    status: { state: 'rejected', findings, who, at, why: ask.why },
    lock: undefined,
    audit: { changeId: `rejected:${changeId}`, at, who, what: `rejected: ${ask.why}` },
  })
}
