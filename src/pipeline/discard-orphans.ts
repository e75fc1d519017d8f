/** Deletes drafts that nobody will ever send: the reply that told of them was lost, and another was made. */
import { after, days, type Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Outbox } from '../domain/ports/outbox.ts'

export interface DiscardOrphans {
  outbox: Outbox
  ledger: Ledger
  clock: Clock
}

/** Longer than any step, any doubt and any outage that a person would sit out. */
const orphanMs = days(1)

/** Gives how many. A draft whose invoice this ledger does not know may be another installation's: it stays. */
export async function discardOrphans({ outbox, ledger, clock }: DiscardOrphans): Promise<number> {
  const before = after(clock.now(), -orphanMs)
  let discarded = 0
  for (const { draftId, invoiceId, createdAt } of await outbox.listDrafts()) {
    if (createdAt > before) continue
    const entry = await ledger.find(invoiceId)
    if (entry === undefined || recordedDrafts(entry).includes(draftId)) continue
    await outbox.discard(draftId)
    discarded += 1
  }
  return discarded
}

/** Only a draft that stands in the row is ever sent, or looked for. */
function recordedDrafts({ status }: Entry): readonly string[] {
  const at = status.state === 'parked' ? status.from : status
  const sending = 'sending' in at ? at.sending : undefined
  return [sending?.draftId, sending?.givenUp].filter((id) => id !== undefined)
}
