/** Mails one invoice to accounts payable, once, and hands it on to be told of. */
import { after } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import { Inconsistent, NotYet } from '../domain/errors.ts'
import { stepTimes, type StepTimes } from '../domain/limits.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Queues } from '../domain/ports/queues.ts'
import { sendOnce, type SendOnce } from './send-once.ts'

export interface PostInvoice extends SendOnce {
  queues: Queues
  times?: StepTimes
}

/** `worker` names this one run; two runs on one invoice never send at the same time. */
export function makePostInvoice(
  deps: PostInvoice,
): (message: MessageOf<'invoice-ready'>, worker: string) => Promise<Entry> {
  return async ({ invoiceId }, worker) => {
    const found = await deps.ledger.find(invoiceId)
    if (found === undefined) throw new Inconsistent(`the ledger does not know invoice ${invoiceId}`)
    const posted = await post(deps, found, worker)
    if (posted.status.state === 'posted' || posted.status.state === 'held')
      await deps.queues.put('notification', {
        v: 1,
        since: deps.clock.now().toISOString(),
        deferrals: 0,
        invoiceId,
      })
    return posted
  }
}

async function post(deps: PostInvoice, entry: Entry, worker: string): Promise<Entry> {
  if (entry.status.state !== 'coded' && entry.status.state !== 'posting') return entry
  const now = deps.clock.now()
  if (entry.lock !== undefined && entry.lock.until > now)
    throw new NotYet(`invoice ${entry.invoiceId} is being posted by another run`, entry.lock.until)
  const { findings } = entry.status
  const sending = entry.status.state === 'posting' ? entry.status.sending : {}
  const locked = await deps.ledger.change(entry, {
    status: { state: 'posting', findings, sending },
    lock: { by: worker, until: after(now, (deps.times ?? stepTimes).lockMs) },
    audit: { changeId: `posting:${worker}`, at: now, who: 'postInvoice', what: 'about to be mailed' },
  })
  return sendOnce(deps, locked)
}
