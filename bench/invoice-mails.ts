/** Invoice mails for a load: everyday invoices, each in its own mail. */
import { numberedInvoice } from '../local/demo/samples/numbered.ts'
import type { NewMail } from '../local/lab/graph/stored-mail.ts'

export interface InvoiceMail {
  readonly number: string
  readonly mail: NewMail
}

/** `count` mails with one PDF each. Numbers go on from `first`, so that no two calls make the same invoice. */
export function invoiceMails(first: number, count: number, now: Date): Promise<InvoiceMail[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => invoiceMail(first + i, now)))
}

async function invoiceMail(place: number, now: Date): Promise<InvoiceMail> {
  const { invoice, draw } = numberedInvoice(place, now)
  const { seller, number } = invoice
  const attachment = { name: `${place}.pdf`, contentType: 'application/pdf', bytes: await draw() }
  return {
    number,
    mail: {
      from: { name: seller.name, address: seller.mail },
      subject: `Invoice ${number}`,
      receivedAt: now,
      body: 'Our invoice is attached.',
      folder: 'Inbox',
      attachments: [attachment],
    },
  }
}
