/** How an invoice or a mail ended, as an event: ids and words of ours, never a vendor, a number or an amount. */
import { type Entry, outcomeOf } from '../domain/entry.ts'
import type { MailRecord } from '../domain/ports.ts'
import { eventNames } from './events.ts'
import type { Telemetry } from './telemetry.ts'

/** What a step leaves: an invoice, a mail that was taken in, or nothing to tell of. */
export type Done = Entry | MailRecord | undefined

export function tellOutcome(telemetry: Telemetry, done: Done): void {
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
}
