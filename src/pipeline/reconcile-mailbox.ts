/** Once a day holds the mailbox against the ledger: a mail without an outcome is queued again, a draft without an owner deleted. */
import { caseIdOf } from '../domain/case.ts'
import { after, days, hours } from '../domain/clock.ts'
import type { MailId } from '../domain/mail.ts'
import type { Cases } from '../domain/ports/cases.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Mailbox } from '../domain/ports/mailbox.ts'
import type { Outbox } from '../domain/ports/outbox.ts'
import type { Queues } from '../domain/ports/queues.ts'
import type { Team } from '../domain/ports/team.ts'
import { dayOf, workdayMail, type WorkdayMail } from '../domain/workday-mail.ts'
import { discardOrphans } from './discard-orphans.ts'
import { intakeStart, type IntakeStart } from './intake-start.ts'
import { receivedMails, withoutOutcome } from './received-mails.ts'

export interface ReconcileMailbox extends IntakeStart {
  mailbox: Mailbox
  outbox: Outbox
  ledger: Ledger
  cases: Cases
  queues: Queues
  /** Absent where no channel is configured. */
  team: Team | undefined
  folders: readonly string[]
  resyncDays: number
}

/** With what the last working day brought, and the usual one, where they can be told. */
export interface Reconciled extends Partial<WorkdayMail> {
  /** Mails looked at. */
  readonly mails: number
  readonly requeued: number
  readonly orphans: number
}

/** What came later may still be on its way. */
const settledMs = hours(1)

/** Running it again puts the same mails again, and ingest knows them. */
export function makeReconcileMailbox(deps: ReconcileMailbox): () => Promise<Reconciled> {
  return async () => {
    const now = deps.clock.now()
    const [start, window] = [await intakeStart(deps), after(now, -days(deps.resyncDays))]
    const from = window > start ? window : start
    const byDay = new Map<string, number>()
    let mails = 0
    let requeued = 0
    for (const folder of deps.folders)
      for await (const page of receivedMails(deps.mailbox, folder, from)) {
        const settled = page.filter(({ receivedAt }) => receivedAt <= after(now, -settledMs))
        const missing = await withoutOutcome(deps.ledger, settled)
        for (const { mailId } of missing) requeued += await requeue(deps, mailId)
        mails += page.length
        for (const { receivedAt } of page) {
          const day = dayOf(receivedAt)
          byDay.set(day, (byDay.get(day) ?? 0) + 1)
        }
      }
    const orphans = await discardOrphans(deps)
    if (requeued > 0) await deps.team?.tell(gapNotice(requeued))
    return { mails, requeued, orphans, ...workdayMail(byDay, from, now) }
  }
}

/** 0 where a person has the mail's message already, or has dropped it. */
async function requeue({ cases, queues, clock }: ReconcileMailbox, mailId: MailId): Promise<0 | 1> {
  const since = clock.now().toISOString()
  const message = { v: 1, since, deferrals: 0, mailId, source: 'reconcile' } as const
  const known = await cases.find(caseIdOf('mail-received', JSON.stringify(message)))
  if (known?.state === 'open' || known?.state === 'dropped') return 0
  await queues.put('mail-received', message)
  return 1
}

const gapNotice = (requeued: number) => ({
  title: `${requeued} ${requeued === 1 ? 'mail' : 'mails'} had not been taken in`,
  facts: [],
  text: 'The daily comparison of mailbox and ledger found the gap; they are taken in now.',
})
