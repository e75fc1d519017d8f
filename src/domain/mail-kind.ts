/** Tells mail that may bring an invoice from mail that never does (docs/adr/0019). */
import type { Mail } from './mail.ts'

/** Every mail that the agent sends carries this header with the invoice's id. */
export const ownMailHeader = 'x-invoice-agent'

type Kind = Pick<Mail, 'headers' | 'from' | 'ownInvoiceId'>

/** Whether the agent wrote the mail itself: replies and forwards carry neither of the two marks. */
export const isOwnMail = (mail: Pick<Mail, 'headers' | 'ownInvoiceId'>): boolean =>
  mail.headers.has(ownMailHeader) || mail.ownInvoiceId !== undefined

/**
 * Why the mail is no invoice whatever hangs on it, or undefined. `Auto-Submitted: auto-generated`, `Precedence: bulk` and
 * `X-Auto-Response-Suppress` are no reason: invoices are sent by machines; only replies are (RFC 3834 section 5).
 */
export function whyNoInvoice(mail: Kind): string | undefined {
  if (isOwnMail(mail)) return 'our own mail came back'
  if (isReport(mail)) return 'a delivery report'
  if (isAutomaticReply(mail)) return 'an automatic reply'
  // RFC 5321 section 4.5.5: nothing else than a report or an automatic answer may be sent without a return path.
  if (/^\s*<\s*>\s*$/.test(mail.headers.get('return-path') ?? ''))
    return 'a mail that wants no answer: a report or an automatic reply'
  return undefined
}

function isReport({ headers, from }: Kind): boolean {
  if (/^multipart\/report\b/i.test(headers.get('content-type') ?? '')) return true
  return headers.has('x-failed-recipients') || /^(mailer-daemon|postmaster)@/i.test(from.address)
}

function isAutomaticReply({ headers }: Kind): boolean {
  if (/^\s*auto-replied/i.test(headers.get('auto-submitted') ?? '')) return true
  if (/^\s*auto[-_]?reply/i.test(headers.get('precedence') ?? '')) return true
  return ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => headers.has(name))
}

/** Why a mail without any document is none: said in the audit trail, so that a person can judge it. */
export function whyNoDocument({ headers }: Pick<Mail, 'headers'>): string {
  if (headers.has('list-unsubscribe')) return 'a newsletter without a document'
  const isAutomatic = headers.has('x-auto-response-suppress') || headers.has('auto-submitted')
  return isAutomatic && headers.has('in-reply-to')
    ? 'an automatic reply without a document'
    : 'no document in it'
}
