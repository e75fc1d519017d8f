/** Sends the one mail of an invoice: draft, intent, send, record. In doubt it waits and looks, and never sends a second. */
import { after, type Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import { AgentError, NotYet } from '../domain/errors.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import { surelyNotSent } from '../domain/send-doubt.ts'
import { asPosting, recordPosted, recordSending, type Posting } from './posting.ts'
import { prepareDraft, type PrepareDraft } from './prepare-draft.ts'
import { settleDoubt } from './settle-doubt.ts'

export interface SendOnce extends PrepareDraft {
  ledger: Ledger
  clock: Clock
  /** How long nothing is sent after a doubt (SEND_DOUBT, 10 min). */
  sendDoubtMs: number
}

/** The entry is locked by this run. Leaves it posted or held; whatever else happens, the lock is given back. */
export async function sendOnce(deps: SendOnce, entry: Entry): Promise<Entry> {
  try {
    const settled = await settleDoubt(deps, asPosting(entry))
    if (settled.status.state !== 'posting') return settled
    return await send(deps, await drafted(deps, asPosting(settled)))
  } catch (error) {
    await giveBack(deps, entry, error)
    throw error
  }
}

/** The draft is complete, and its id and the intent to send it stand in the ledger before anything is sent. */
async function drafted(deps: SendOnce, entry: Posting): Promise<Posting> {
  const { findings, sending } = entry.status
  const draft = await prepareDraft(deps, entry, findings, sending.draftId)
  const { draftId } = draft
  let current = entry
  if (draft.complete !== undefined) {
    // A large file takes a while: with the draft's id on record a crash goes on with it and makes no second.
    current = await recordSending(
      deps,
      entry,
      { draftId },
      { changeId: `draft:${draftId}`, what: 'draft made' },
    )
    await draft.complete()
  }
  const sendingSince = deps.clock.now()
  const changeId = `sending:${draftId}:${sendingSince.getTime()}`
  return recordSending(
    deps,
    current,
    { draftId, sendingSince },
    { changeId, what: 'draft complete, sending' },
  )
}

async function send(deps: SendOnce, entry: Posting): Promise<Entry> {
  const { draftId } = entry.status.sending
  if (draftId === undefined) throw new TypeError(`invoice ${entry.invoiceId} has no draft to send`)
  try {
    await deps.outbox.send(draftId)
  } catch (error) {
    const now = deps.clock.now()
    if (!surelyNotSent(error))
      throw new NotYet(
        `whether invoice ${entry.invoiceId} was sent is in doubt`,
        after(now, deps.sendDoubtMs),
        error,
      )
    // Without this a mere refusal would be taken for a doubt and cost the invoice ten minutes.
    await recordSending(deps, entry, { draftId }, { changeId: `not-sent:${now.getTime()}`, what: 'not sent' })
    throw error
  }
  return recordPosted(deps, entry, 'mailed to accounts payable')
}

/** Frees the invoice for the run that comes back. */
async function giveBack(deps: SendOnce, { invoiceId, lock }: Entry, because: unknown): Promise<void> {
  try {
    const latest = await deps.ledger.find(invoiceId)
    if (latest?.status.state !== 'posting' || latest.lock?.by !== lock?.by) return
    const now = deps.clock.now()
    const what = `put off: ${because instanceof Error ? because.name : 'unknown'}`
    await deps.ledger.change(latest, {
      status: latest.status,
      lock: undefined,
      audit: { changeId: `released:${now.getTime()}`, at: now, who: 'postInvoice', what },
    })
  } catch (error) {
    // The ledger is away as well: its guard has told so, and the lock ends by itself.
    if (!(error instanceof AgentError))
      throw new AggregateError([because, error], 'the lock could not be given back')
  }
}
