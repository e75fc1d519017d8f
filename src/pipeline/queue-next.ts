/** Puts the message that takes an invoice on from where it stands. */
import type { Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import type { Queues } from '../domain/ports/queues.ts'

/** Also when a run finds the work done: the message that the first run put may be lost. */
export async function queueNext(
  deps: { queues: Queues; clock: Clock },
  { invoiceId, status: { state } }: Entry,
): Promise<void> {
  const message = { v: 1, since: deps.clock.now().toISOString(), deferrals: 0, invoiceId } as const
  if (state === 'received') await deps.queues.put('invoice-stored', message)
  if (state === 'coded' || state === 'posting') await deps.queues.put('invoice-ready', message)
  if (state === 'held' || state === 'posted') await deps.queues.put('notification', message)
}
