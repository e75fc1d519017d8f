/** After a send whose reply was lost: finds out where the mail is, and leaves what cannot be known to a person. */
import { after, type Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import { NotYet } from '../domain/errors.ts'
import { messageIdOf } from '../domain/ids.ts'
import type { Ledger, Outbox } from '../domain/ports.ts'
import { recordPosted, recordSending, type Posting } from './posting.ts'

export interface SettleDoubt {
  outbox: Outbox
  ledger: Ledger
  clock: Clock
  route: { from: string }
  sendDoubtMs: number
}

/** In DESIGN's measure of 10 minutes of doubt: two looks 2 minutes apart, a person after an hour. */
const lookAgain = 1 / 5
const giveUp = 6

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
  switch (where) {
    case 'sent':
      return recordPosted(deps, entry, 'found among the sent mail')
    case 'deleted':
      return hold(
        deps,
        entry,
        'Its mail lies in Deleted Items: somebody took it back, or it left before that.',
      )
    case 'nowhere': {
      if (now >= after(sendingSince, giveUp * deps.sendDoubtMs))
        return hold(deps, entry, 'Its mail is neither among the drafts nor among the sent mail.')
      throw new NotYet('the mail is nowhere to be seen yet', after(now, deps.sendDoubtMs))
    }
    case 'draft': {
      const pause = lookAgain * deps.sendDoubtMs
      if (seenUnsentAt === undefined) {
        const sending = { draftId, sendingSince, seenUnsentAt: now }
        await recordSending(deps, entry, sending, {
          changeId: `unsent:${now.getTime()}`,
          what: 'still a draft',
        })
        throw new NotYet('the mail is still a draft: a second look first', after(now, pause))
      }
      if (now < after(seenUnsentAt, pause))
        throw new NotYet('a second look first', after(seenUnsentAt, pause))
      return recordSending(
        deps,
        entry,
        { draftId },
        { changeId: `resend:${now.getTime()}`, what: 'was never sent' },
      )
    }
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
