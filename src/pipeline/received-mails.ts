/** Goes through all that lies in a folder since a moment, page by page, and tells which mails have no outcome. */
import type { ListedMail, MailId } from '../domain/mail.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Mailbox, Since } from '../domain/ports/mailbox.ts'

export async function* receivedMails(
  mailbox: Mailbox,
  folder: string,
  from: Date,
): AsyncGenerator<readonly ListedMail[], void, void> {
  for (let since: Since | undefined = { from, skip: 0 }; since !== undefined; ) {
    const page: Awaited<ReturnType<Mailbox['received']>> = await mailbox.received(folder, since)
    yield page.mails
    since = page.next
  }
}

/** One that lies in Junk has come to no end: outside of it, it counts as never seen. */
export async function withoutOutcome<M extends { readonly mailId: MailId }>(
  ledger: Ledger,
  mails: readonly M[],
): Promise<readonly M[]> {
  const known = await Promise.all(mails.map(({ mailId }) => ledger.findMail(mailId)))
  return mails.filter((_, place) => known[place] === undefined || known[place].outcome === 'in-junk')
}
