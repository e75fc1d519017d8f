/** Tells the Teams channel what became of an invoice; the invoice itself never waits for it. */
import type { Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import { Inconsistent } from '../domain/errors.ts'
import type { MailId } from '../domain/mail.ts'
import type { MessageOf } from '../domain/messages.ts'
import { junkNotice, noticeOf } from '../domain/notice.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Team } from '../domain/ports/team.ts'

export interface NotifyTeam {
  ledger: Ledger
  /** Absent where no channel is configured: the step then only closes the ledger row. */
  team: Team | undefined
  clock: Clock
}

/** A card may appear twice after a crash; a mail to accounts payable never does. */
export function makeNotifyTeam(
  deps: NotifyTeam,
): (message: MessageOf<'notification'>) => Promise<Entry | undefined> {
  return async (message) => {
    if ('mailId' in message) return tellOfJunk(deps, message.mailId)
    const { invoiceId } = message
    const entry = await deps.ledger.find(invoiceId)
    if (entry === undefined) throw new Inconsistent(`the ledger does not know invoice ${invoiceId}`)
    if (entry.status.state === 'notified') return entry
    const notice = noticeOf(entry)
    if (notice !== undefined) await deps.team?.tell(notice)
    if (entry.status.state !== 'posted') return entry
    const { findings, postedAt } = entry.status
    const what = deps.team === undefined ? 'done; no channel to tell' : 'the channel was told'
    return deps.ledger.change(entry, {
      status: { state: 'notified', findings, postedAt },
      lock: undefined,
      audit: { changeId: 'notified', at: deps.clock.now(), who: 'notifyTeam', what },
    })
  }
}

/** Once, however often the mailbox lists the mail; one that was moved out of Junk meanwhile needs no telling. */
async function tellOfJunk({ ledger, team, clock }: NotifyTeam, mailId: MailId): Promise<undefined> {
  const record = await ledger.findMail(mailId)
  if (record === undefined) throw new Inconsistent('the ledger does not know the mail in Junk')
  if (record.outcome !== 'in-junk' || record.toldAt !== undefined) return
  await team?.tell(junkNotice(record))
  await ledger.recordMail({ ...record, toldAt: clock.now() })
}
