/** Makes sample mails: who sends what, when, with which files. */
import type { NewAttachment } from '../../../lab/graph/stored-mail.ts'
import type { Invoice, Seller } from '../invoice.ts'
import type { Expected, SampleMail } from '../sample.ts'

/** All samples arrive on one morning. */
export const at = (time: string): Date => new Date(`2026-11-23T${time}:00.000Z`)

export const pdf = (name: string, bytes: Uint8Array): NewAttachment => ({
  name,
  contentType: 'application/pdf',
  bytes,
})

export const xmlFile = (name: string, bytes: Uint8Array): NewAttachment => ({
  name,
  contentType: 'application/xml',
  bytes,
})

/** A mail from the seller himself. */
export function fromSeller(
  { name, mail, phone }: Seller,
  {
    time,
    subject,
    text,
    attachments,
    expected,
  }: {
    time: string
    subject: string
    text: string
    attachments: readonly NewAttachment[]
    expected: readonly Expected[]
  },
): SampleMail {
  const body = `${text}\n\n${name}\n${phone}\n`
  return {
    mail: {
      from: { name, address: mail },
      subject,
      receivedAt: at(time),
      body,
      folder: 'Inbox',
      attachments,
    },
    expected,
  }
}

const facts = ({ seller, number, total, currency }: Invoice) => ({
  vendorName: seller.name,
  invoiceNumber: number,
  total,
  currency,
})

export const posted = (invoice: Invoice, ledgerAccount: string): Expected => ({
  outcome: 'posted',
  ...facts(invoice),
  ledgerAccount,
})

export const needsCoding = (invoice: Invoice): Expected => ({ outcome: 'needs coding', ...facts(invoice) })
