/** Takes an invoice out of the flow since its message needs a person, and lets the channel know. */
import { invoiceOf, type Case } from '../domain/case.ts'
import { binds } from '../domain/binding.ts'
import { findingsIn, isMoving, type Entry } from '../domain/entry.ts'
import { releaseClaims, type ReleaseClaims } from './release-claims.ts'

export type ParkInvoice = ReleaseClaims

/** Whether the case is about an invoice that is parked now and told of by its own card. Safe to run again. */
export async function parkInvoice(deps: ParkInvoice, one: Case): Promise<boolean> {
  const invoiceId = invoiceOf(one)
  // A notification that cannot be told parks no invoice: that was mailed already.
  if (invoiceId === undefined || one.step === 'notification') return false
  const entry = await deps.ledger.find(invoiceId)
  if (entry === undefined) return false
  const parked = await park(deps, entry, one)
  if (parked.status.state !== 'parked') return false
  // Others of its kind need not wait for a person, unless its mail may have left.
  if (!binds(parked.status)) await releaseClaims(deps, parked, findingsIn(parked.status))
  const since = deps.clock.now().toISOString()
  await deps.queues.put('notification', { v: 1, since, deferrals: 0, invoiceId })
  return true
}

async function park(deps: ParkInvoice, entry: Entry, { step, why }: Case): Promise<Entry> {
  const { status } = entry
  if (!isMoving(status)) return entry
  const at = deps.clock.now()
  return deps.ledger.change(entry, {
    status: { state: 'parked', why, findings: findingsIn(status), from: status },
    lock: undefined,
    audit: { changeId: `parked:${at.getTime()}`, at, who: step, what: why },
  })
}
