/** Puts a message aside for a person: a case with its reason, and the invoice's row where it is about one. */
import type { Clock } from '../domain/clock.ts'
import { invoiceIdForm } from '../domain/ids.ts'
import type { QueueName } from '../domain/messages.ts'
import type { Cases, Ledger, Queues } from '../domain/ports.ts'

export type ParkMessage = (parked: {
  queue: QueueName
  body: unknown
  kind: string
  why: string
}) => Promise<void>

/** A notification that cannot be told parks no invoice: that was mailed already. */
export function makeParkMessage(deps: {
  cases: Cases
  ledger: Ledger
  queues: Queues
  clock: Clock
}): ParkMessage {
  return async ({ queue, body, kind, why }) => {
    const at = deps.clock.now()
    await deps.cases.park({ step: queue, kind, why, message: JSON.stringify(body) ?? 'undefined', at })
    const invoiceId = invoiceIn(body)
    const entry = invoiceId === undefined ? undefined : await deps.ledger.find(invoiceId)
    if (entry === undefined) return
    const { state } = entry.status
    if (state !== 'received' && state !== 'coded' && state !== 'posting') return
    await deps.ledger.change(entry, {
      status: { state: 'parked', why },
      lock: undefined,
      audit: { changeId: `parked:${at.getTime()}`, at, who: queue, what: why },
    })
    await deps.queues.put('notification', {
      v: 1,
      since: at.toISOString(),
      deferrals: 0,
      invoiceId: entry.invoiceId,
    })
  }
}

function invoiceIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('invoiceId' in body)) return undefined
  return typeof body.invoiceId === 'string' && invoiceIdForm.test(body.invoiceId) ? body.invoiceId : undefined
}
