/** How a person's decision meets an invoice: on the row as it stands, and again where somebody else was first. */
import type { Clock } from '../domain/clock.ts'
import { standsAs } from '../domain/decided.ts'
import type { Decision, Entry } from '../domain/entry.ts'
import { DecisionConflict, isAnswer } from '../domain/errors.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Queues } from '../domain/ports/queues.ts'
import { queueNext } from './queue-next.ts'

export interface Ask {
  readonly invoiceId: string
  readonly who: string
  readonly why?: string | undefined
  /** Only says what would be done. */
  readonly dryRun?: boolean | undefined
}

export interface Decided {
  readonly entry: Entry
  /** `before`: the decision stood already, of whoever; all that follows from it was seen to once more. */
  readonly done: 'now' | 'before' | 'dry-run'
}

export interface Decide {
  ledger: Ledger
  queues: Queues
  clock: Clock
}

const tries = 3

/** undefined where the ledger does not know the invoice. Throws DecisionConflict where it stands otherwise. */
export async function decide(
  { ledger }: Decide,
  { invoiceId }: Ask,
  attempt: (entry: Entry) => Promise<Decided>,
): Promise<Decided | undefined> {
  for (let tried = 1; ; tried++) {
    const entry = await ledger.find(invoiceId)
    if (entry === undefined) return undefined
    try {
      return await attempt(entry)
    } catch (error) {
      if (!isAnswer(error, 'conflict') || tried === tries) throw error
    }
  }
}

export const cannot = (what: string, entry: Entry): DecisionConflict =>
  new DecisionConflict(`Invoice ${entry.invoiceId} cannot be ${what}: ${standsAs(entry)}.`)

/** Who decides and when; two persons at one instant make two changes. */
export function decisionOf({ clock }: Decide, { who, why }: Ask): Decision & { changeId: string } {
  const at = clock.now()
  return { who, at, ...(why === undefined ? {} : { why }), changeId: `${at.getTime()}:${who}` }
}

/** What follows from a decision that stood already is seen to again, while it has not come to an end. */
export async function sameAsBefore(deps: Decide, entry: Entry): Promise<Decided> {
  const { state } = entry.status
  if (state === 'received' || state === 'coded' || state === 'posting') await queueNext(deps, entry)
  return { entry, done: 'before' }
}
