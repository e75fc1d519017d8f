/** After a send whose reply was lost: finds out where the mail is, and leaves what cannot be known to a person. */
import { after, type Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import { NotYet } from '../domain/errors.ts'
import { messageIdOf } from '../domain/ids.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Outbox } from '../domain/ports/outbox.ts'
import { settle } from '../domain/send-doubt.ts'
import { recordPosted, recordSending, type Posting } from './posting.ts'

export interface SettleDoubt {
  outbox: Outbox
  ledger: Ledger
  clock: Clock
  route: { from: string }
  sendDoubtMs: number
}

/** Gives the entry posted or held, or still posting and free to be sent; throws NotYet while nobody can tell. */
export async function settleDoubt(deps: SettleDoubt, entry: Posting): Promise<Entry> {
  const { draftId, sendingSince, seenUnsentAt, givenUp } = entry.status.sending
  if (givenUp !== undefined) return lookForGivenUp(deps, entry, givenUp)
  if (sendingSince === undefined || draftId === undefined) return entry
  const now = deps.clock.now()
  const quietUntil = after(sendingSince, deps.sendDoubtMs)
  if (now < quietUntil) throw new NotYet('a sent copy may still appear', quietUntil)
  const internetMessageId = messageIdOf(entry.invoiceId, deps.route.from, entry.decisions?.sentAnew)
  const where = await deps.outbox.find({ draftId, internetMessageId, invoiceId: entry.invoiceId })
  const settled = settle(where, { sendingSince, seenUnsentAt }, now, deps.sendDoubtMs)
  switch (settled.is) {
    case 'sent':
      return recordPosted(deps, entry, 'found among the sent mail')
    case 'deleted':
      return hold(
        deps,
        entry,
        'Its mail lies in Deleted Items: somebody took it back, or it left before that.',
      )
    case 'lost':
      return hold(deps, entry, 'Its mail is neither among the drafts nor among the sent mail.')
    case 'unsent':
      return recordSending(
        deps,
        entry,
        { draftId },
        { changeId: `resend:${now.getTime()}`, what: 'was never sent' },
      )
    case 'seen-unsent':
      await recordSending(
        deps,
        entry,
        { draftId, sendingSince, seenUnsentAt: now },
        { changeId: `unsent:${now.getTime()}`, what: 'still a draft' },
      )
      throw new NotYet(settled.why, settled.until)
    case 'open':
      throw new NotYet(settled.why, settled.until)
  }
}

/** A person wants the mail sent anew; a copy that has come to light meanwhile saves accounts payable the second one. */
async function lookForGivenUp(deps: SettleDoubt, entry: Posting, draftId: string): Promise<Entry> {
  const { invoiceId, decisions } = entry
  const internetMessageId = messageIdOf(invoiceId, deps.route.from, (decisions?.sentAnew ?? 1) - 1)
  const where = await deps.outbox.find({ draftId, internetMessageId, invoiceId })
  return where === 'sent' ? recordPosted(deps, entry, 'found among the sent mail, not sent anew') : entry
}

function hold({ ledger, clock }: SettleDoubt, entry: Posting, reason: string): Promise<Entry> {
  return ledger.change(entry, {
    status: {
      state: 'held',
      findings: entry.status.findings,
      reasons: [reason],
      sending: entry.status.sending,
    },
    lock: undefined,
    audit: { changeId: 'held', at: clock.now(), who: 'postInvoice', what: reason },
  })
}
