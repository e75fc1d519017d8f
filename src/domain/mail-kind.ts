/** Tells mail that may bring an invoice from mail that never does. */
import type { Mail } from './mail.ts'

/** Every mail that the agent sends carries this header with the invoice's id. */
export const ownMailHeader = 'x-invoice-agent'

/**
 * Why the mail is no invoice whatever hangs on it, or undefined. `Auto-Submitted: auto-generated` is no reason: invoices
 * are sent by machines; only replies are (RFC 3834 section 5).
 */
export function whyNoInvoice(mail: Mail): string | undefined {
  if (mail.headers.has(ownMailHeader)) return 'our own mail came back'
  if (mail.headers.get('auto-submitted')?.toLowerCase().startsWith('auto-replied') === true)
    return 'an automatic reply'
  if (mail.headers.has('x-autoreply') || mail.headers.has('x-autorespond')) return 'an automatic reply'
  const isReport = /^multipart\/report\b/i.test(mail.headers.get('content-type') ?? '')
  if (isReport || /^(mailer-daemon|postmaster)@/i.test(mail.from.address)) return 'a delivery report'
  return undefined
}

/** Why a mail without any document is none: said in the audit trail, so that a person can judge it. */
export function whyNoDocument(mail: Mail): string {
  return mail.headers.has('list-unsubscribe') ? 'a newsletter without a document' : 'no document in it'
}
