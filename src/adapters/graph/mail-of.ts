/** Graph's message as the domain's Mail. */
import type { z } from 'zod'
import type { Attachment, Mail } from '../../domain/mail.ts'
import type { AttachmentAnswer, message } from './answers.ts'

export function mailOf(answer: z.infer<typeof message>, attachments: readonly AttachmentAnswer[]): Mail {
  const headers = new Map<string, string>()
  for (const { name, value } of answer.internetMessageHeaders ?? [])
    if (!headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value)
  return {
    mailId: answer.id,
    receivedAt: answer.receivedDateTime,
    internetMessageId: answer.internetMessageId,
    subject: answer.subject,
    // A mail that a program put into the mailbox may have neither.
    from: answer.from ?? answer.sender ?? { name: '', address: '' },
    headers,
    attachments: attachments.map(attachmentOf),
    categories: answer.categories ?? [],
    // The only property that is asked for is our own.
    ownInvoiceId: answer.singleValueExtendedProperties?.[0]?.value,
  }
}

function attachmentOf(answer: AttachmentAnswer): Attachment {
  const { id, name, contentType, size, isInline } = answer
  const kind = kindOf(answer['@odata.type'] ?? '')
  return {
    attachmentId: id,
    name,
    // Of a mail in the mail Graph names no type: its content is MIME.
    contentType: contentType === '' && kind === 'item' ? 'message/rfc822' : contentType,
    size: size ?? 0,
    kind,
    isInline: isInline ?? false,
  }
}

function kindOf(type: string): Attachment['kind'] {
  if (type.endsWith('itemAttachment')) return 'item'
  return type.endsWith('referenceAttachment') ? 'reference' : 'file'
}
