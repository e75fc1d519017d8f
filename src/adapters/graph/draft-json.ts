/** A mail of ours as Graph takes it: a draft that carries its invoice's id in three places. */
import { ownMailHeader } from '../../domain/mail-kind.ts'
import type { MailFile, OutgoingMail } from '../../domain/mail.ts'

/** Our private named property; the GUID is its namespace and must never change, or mail on its way is not found again. */
export const invoiceProperty = 'String {5e0f9f7c-3c1b-4f0e-9a64-6d1c2b7a8e55} Name InvoiceAgentId'

export function draftJson(mail: OutgoingMail): Record<string, unknown> {
  return {
    subject: mail.subject,
    body: { contentType: 'HTML', content: mail.html },
    toRecipients: [{ emailAddress: { address: mail.to } }],
    internetMessageId: mail.internetMessageId,
    internetMessageHeaders: [{ name: ownMailHeader, value: mail.invoiceId }],
    singleValueExtendedProperties: [{ id: invoiceProperty, value: mail.invoiceId }],
    attachments: mail.files.map(attachmentJson),
  }
}

export function attachmentJson({ name, contentType, bytes }: MailFile): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.fileAttachment',
    name,
    contentType,
    contentBytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  }
}
