/** Puts the message of a case back into its queue, and its invoice back to where it was. */
import { binds } from '../domain/binding.ts'
import { closed, invoiceOf, redriveText, type Case } from '../domain/case.ts'
import type { Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import type { Cases } from '../domain/ports/cases.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { PoisonQueues, Queues } from '../domain/ports/queues.ts'
import { changeCase } from './change-case.ts'
import { judgeAnew } from './judge-anew.ts'

export interface RedriveCase {
  cases: Cases
  poison: PoisonQueues
  ledger: Ledger
  queues: Queues
  clock: Clock
}

export interface By {
  readonly who: string
  readonly why?: string | undefined
}

/**
 * The invoice first, then the message, then the case: a crash leaves the case open, and who does it again puts a
 * message twice at worst, which every step bears.
 */
export async function redriveCase(deps: RedriveCase, one: Case, by: By): Promise<Case> {
  const at = deps.clock.now()
  const entry = await unparked(deps, one, by)
  if (entry?.status.state === 'received')
    await deps.queues.put('invoice-stored', {
      v: 1,
      since: at.toISOString(),
      deferrals: 0,
      invoiceId: entry.invoiceId,
    })
  else await deps.poison.redrive(one.step, redriveText(one, at))
  const what = `put back into ${one.step}${because(by)}`
  const line = { changeId: `redriven:${one.redrives + 1}`, at, who: by.who, what }
  return changeCase(deps.cases, one.caseId, (known) => {
    const latest = known ?? one
    // Poisoned again, or closed by somebody else, since it was read.
    const isOther = latest.state !== 'open' || latest.redrives !== one.redrives
    return isOther ? latest : closed(latest, 'redriven', line)
  })
}

/** The invoice as it goes on, if the case is about one. Where its claims were given back it claims anew. */
async function unparked({ ledger, clock }: RedriveCase, one: Case, by: By): Promise<Entry | undefined> {
  const invoiceId = invoiceOf(one)
  const entry = invoiceId === undefined ? undefined : await ledger.find(invoiceId)
  if (entry?.status.state !== 'parked') return entry
  const { from } = entry.status
  const note = {
    changeId: `redriven:${one.caseId}:${one.redrives + 1}`,
    who: by.who,
    what: `worked on again${because(by)}`,
  }
  if (from.state !== 'received' && !binds(entry.status)) return judgeAnew({ ledger, clock }, entry, note)
  return ledger.change(entry, { status: from, lock: undefined, audit: { ...note, at: clock.now() } })
}

const because = ({ why }: By): string => (why === undefined ? '' : `, ${why}`)
