/** Mails for the tests of the whole, each with the documents that its story needs. */
import type { NewAttachment, NewMail } from '../../../local/lab/graph/stored-mail.ts'
import { drawnPdf } from '../../fixtures/documents/drawn-pdf.ts'

export const pdf = (bytes: Uint8Array, name = 'invoice.pdf'): NewAttachment => ({
  name,
  contentType: 'application/pdf',
  bytes,
})

export const mail = (subject: string, ...attachments: readonly NewAttachment[]): NewMail => ({
  from: { name: 'Quayside Ltd', address: 'billing@quayside.example' },
  subject,
  receivedAt: new Date(),
  body: 'Please find our invoice attached.',
  attachments,
})

/** A page with one invoice of that number, which the lab's model and the rules read alike. */
export const invoicePdf = (number: string, more: Omit<Parameters<typeof drawnPdf>[0], 'lines'> = {}) =>
  drawnPdf({
    lines: ['Quayside Ltd', `Invoice No: ${number}`, 'Date: 4 March 2024', 'Total due EUR 120.50'],
    ...more,
  })

export const invoiceMail = async (number: string): Promise<NewMail> =>
  mail(`Invoice ${number}`, pdf(await invoicePdf(number)))

/** So many invoices, each in its own mail. */
export const invoiceMails = (count: number, prefix: string): Promise<NewMail[]> =>
  Promise.all(Array.from({ length: count }, (_, place) => invoiceMail(`${prefix}-${place + 1}`)))
