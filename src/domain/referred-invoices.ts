/** Which invoices of ours a mail speaks of: by the message id that it answers, or by the token in its subject. */
import { invoiceIdForm } from './ids.ts'
import type { Mail } from './mail.ts'

/** A long correspondence names many mails; the latest stand first here. */
const most = 5

const token = /\[([0-9A-HJKMNP-TV-Z]{26})\]/gi
const messageId = /<invoice-([0-9A-HJKMNP-TV-Z]{26})(?:-\d+)?@([^>\s]+)>/gi

/**
 * Ids of invoices, at most five, that the ledger may know: anybody can write such a token. `mailbox` is the address that our
 * mail comes from.
 */
export function referredInvoices(
  { subject, headers }: Pick<Mail, 'subject' | 'headers'>,
  mailbox: string,
): string[] {
  const host = mailbox.split('@')[1]?.toLowerCase()
  // References begin with the oldest (RFC 5322 section 3.6.4).
  const answered = `${headers.get('references') ?? ''} ${headers.get('in-reply-to') ?? ''}`
  const byMessageId = [...answered.matchAll(messageId)]
    .filter(([, , from]) => from?.toLowerCase() === host)
    .toReversed()
  const ids = [...subject.matchAll(token), ...byMessageId].map(([, id = '']) => id.toUpperCase())
  return [...new Set(ids)].filter((id) => invoiceIdForm.test(id)).slice(0, most)
}
