/** Lets the team know of a document that lies in Junk: a person decides there, the agent takes nothing from it. */
import { chooseDocuments } from '../domain/choose-documents.ts'
import type { Clock } from '../domain/clock.ts'
import { whyNoInvoice } from '../domain/mail-kind.ts'
import type { Mail } from '../domain/mail.ts'
import type { Ledger, MailRecord } from '../domain/ports/ledger.ts'
import type { Queues } from '../domain/ports/queues.ts'

export interface ReportJunk {
  ledger: Ledger
  queues: Queues
  clock: Clock
}

/** No bytes are fetched: that a document hangs on it is known by its name. Leaves no record of what is mere junk. */
export async function reportJunk(deps: ReportJunk, mail: Mail): Promise<MailRecord | undefined> {
  const { fetch, scans, refuse } = chooseDocuments(mail.attachments)
  const count = fetch.length + refuse.length || scans.length
  if (count === 0 || whyNoInvoice(mail) !== undefined) return undefined
  const record: MailRecord = {
    mailId: mail.mailId,
    outcome: 'in-junk',
    invoiceIds: [],
    why: `${count} ${count === 1 ? 'document' : 'documents'} in Junk`,
    at: deps.clock.now(),
    mail: { subject: mail.subject, sender: mail.from, receivedAt: mail.receivedAt },
  }
  await deps.ledger.recordMail(record)
  await queueJunkNotice(deps, record)
  return record
}

/** Also when a run finds the mail recorded: the message that the first run put may be lost. */
export async function queueJunkNotice(
  { queues, clock }: Pick<ReportJunk, 'queues' | 'clock'>,
  { mailId, outcome, toldAt }: MailRecord,
): Promise<void> {
  if (outcome !== 'in-junk' || toldAt !== undefined) return
  await queues.put('notification', { v: 1, since: clock.now().toISOString(), deferrals: 0, mailId })
}
