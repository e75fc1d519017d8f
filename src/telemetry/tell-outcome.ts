/** How an invoice or a mail ended, as an event: ids and words of ours, never a vendor, a number or an amount. */
import { fraudKinds, holdingKinds } from '../domain/doubt.ts'
import { type Entry, findingsIn } from '../domain/entry.ts'
import { outcomeOf } from '../domain/outcome.ts'
import type { QueueName } from '../domain/messages.ts'
import type { MailRecord } from '../domain/ports/ledger.ts'
import { eventNames, metricNames } from './events.ts'
import type { Telemetry } from './telemetry.ts'

/** What a step leaves: an invoice, a mail that was taken in, or nothing to tell of. */
export type Done = Entry | MailRecord | undefined

export function tellOutcome(telemetry: Telemetry, queue: QueueName, done: Done): void {
  if (done === undefined) return
  if ('mailId' in done) {
    const { outcome, invoiceIds } = done
    telemetry.event(eventNames.mailTakenIn, { outcome, invoices: invoiceIds.length })
    return
  }
  const outcome = outcomeOf(done.status)
  if (outcome === undefined) return
  const { invoiceId, status } = done
  telemetry.event(eventNames.outcome, { invoiceId, outcome, state: status.state })
  // The channel is told of what an earlier step has come to; only what was parked comes to it from elsewhere.
  if (queue !== 'notification' || status.state === 'parked') tellOnce(telemetry, done, outcome)
}

function tellOnce(telemetry: Telemetry, { invoiceId, arrival, status }: Entry, outcome: string): void {
  const doubts = findingsIn(status)?.doubts ?? []
  telemetry.tell({ kind: 'metric', name: metricNames.outcomes, value: 1, properties: { outcome } })
  if (status.state === 'held')
    telemetry.event(eventNames.held, { invoiceId, kinds: holdingKinds(doubts).join(' ') })
  const signs = fraudKinds(doubts)
  if (signs.length > 0) telemetry.event(eventNames.fraudSigns, { invoiceId, kinds: signs.join(' ') })
  if (status.state !== 'posted') return
  const value = (status.postedAt.getTime() - arrival.receivedAt.getTime()) / 1_000
  telemetry.tell({ kind: 'metric', name: metricNames.timeToAp, value, properties: { outcome } })
}
