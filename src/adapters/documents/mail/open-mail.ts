/** Opens one level of a mail inside the worker: its parts with their bytes as they came; a mail in it stays a file. */
import PostalMime, { type Address, type Attachment } from 'postal-mime'
import type { InnerMail, InnerPart } from '../../../domain/mail.ts'

/** A mail that nests deeper or has more header text is built to hurt, and ends the parse. */
const bounds = { maxNestingDepth: 30, maxHeadersSize: 1024 * 1024, forceRfc822Attachments: true } as const

/** Rejects where the mail is over the bounds. */
export async function openMail(bytes: Uint8Array): Promise<InnerMail> {
  const mail = await PostalMime.parse(bytes, bounds)
  const headers = new Map<string, string>()
  for (const { key, value } of mail.headers) if (!headers.has(key)) headers.set(key, value)
  return {
    subject: mail.subject ?? '',
    from: senderOf(mail.from),
    headers,
    parts: mail.attachments.map(partOf),
  }
}

/** A group of senders has no address of its own. */
function senderOf(from: Address | undefined): InnerMail['from'] {
  const one = from?.group?.[0] ?? from
  return { name: one?.name ?? '', address: one?.address ?? '' }
}

function partOf({ filename, mimeType, disposition, related, content }: Attachment, at: number): InnerPart {
  const isMail = mimeType === 'message/rfc822'
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return {
    attachmentId: String(at + 1),
    name: filename ?? (isMail ? 'message.eml' : 'document'),
    contentType: mimeType,
    size: bytes.byteLength,
    kind: isMail ? 'item' : 'file',
    isInline: related === true || disposition === 'inline',
    bytes,
  }
}
