/** Gives a case up for good: its message stays away, and its invoice stays parked and says who wished so and why. */
import { closed, invoiceOf, type Case } from '../domain/case.ts'
import type { Clock } from '../domain/clock.ts'
import { findingsIn, isMoving } from '../domain/entry.ts'
import type { Cases } from '../domain/ports/cases.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import { changeCase } from './change-case.ts'

export interface DropCase {
  cases: Cases
  ledger: Ledger
  clock: Clock
}

/** The invoice first: after a crash between the two the case is still open, and dropping it again changes the invoice no more. */
export async function dropCase(
  deps: DropCase,
  one: Case,
  { who, reason }: { who: string; reason: string },
): Promise<Case> {
  const at = deps.clock.now()
  await noteOnInvoice(deps, one, who, `dropped by ${who}: ${reason}`)
  const line = { changeId: `dropped:${one.redrives}`, at, who, what: reason }
  return changeCase(deps.cases, one.caseId, (known) => {
    const latest = known ?? one
    return latest.state === 'open' ? closed(latest, 'dropped', line) : latest
  })
}

async function noteOnInvoice(deps: DropCase, one: Case, who: string, why: string): Promise<void> {
  const invoiceId = invoiceOf(one)
  const entry = invoiceId === undefined ? undefined : await deps.ledger.find(invoiceId)
  if (entry === undefined) return
  const { status } = entry
  const audit = { changeId: `dropped:${one.caseId}`, at: deps.clock.now(), who, what: why }
  if (status.state === 'parked') {
    if (status.why.endsWith(why)) return
    await deps.ledger.change(entry, {
      status: { ...status, why: `${status.why}; ${why}` },
      lock: undefined,
      audit,
    })
  } else if (isMoving(status))
    await deps.ledger.change(entry, {
      status: { state: 'parked', why: `${one.why}; ${why}`, findings: findingsIn(status), from: status },
      lock: undefined,
      audit,
    })
}
