/** Reads a folder of sample files as mails that arrive now: `.eml` as they are, any other document in a mail of its own. */
import { readFile, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import PostalMime, { type Attachment, type Email } from 'postal-mime'
import type { NewAttachment, NewMail } from './graph/stored-mail.ts'

export interface FileMail {
  readonly file: string
  readonly mail: NewMail
}

/** Notes that lie beside the samples. */
const notDocuments = new Set(['.md', '.txt', '.json'])

const contentTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.xml': 'application/xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
}

/** In order of name, each a millisecond after the one before; folders within are not looked at. */
export async function readMailFolder(dir: string, receivedFrom: Date): Promise<readonly FileMail[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .filter((name) => !notDocuments.has(extname(name).toLowerCase()))
    .sort()
  return Promise.all(
    files.map(async (file, index) => {
      const bytes = await readFile(join(dir, file))
      // They arrive now whatever their Date header says: older mail than its first start the agent leaves alone.
      const receivedAt = new Date(receivedFrom.getTime() + index)
      const isMail = extname(file).toLowerCase() === '.eml'
      return { file, mail: isMail ? await parseMail(bytes, receivedAt) : wrap(file, bytes, receivedAt) }
    }),
  )
}

function wrap(file: string, bytes: Buffer, receivedAt: Date): NewMail {
  const contentType = contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream'
  return {
    from: { name: 'Sample sender', address: 'sender@samples.example' },
    subject: file,
    receivedAt,
    body: 'Please find the document attached.',
    attachments: [{ name: file, contentType, bytes }],
  }
}

/** A mail in MIME as the mailbox would hold it. */
export async function parseMail(bytes: Buffer, receivedAt: Date): Promise<NewMail> {
  const email: Email = await PostalMime.parse(bytes, { forceRfc822Attachments: true })
  const from = email.from?.address === undefined ? { name: '', address: '' } : email.from
  return {
    from: { name: from.name, address: from.address },
    subject: email.subject ?? '',
    receivedAt,
    body: email.text ?? email.html,
    // The first of a repeated header stands, as the last hop wrote it on top.
    headers: Object.fromEntries(
      email.headers.toReversed().map(({ originalKey, value }) => [originalKey, value]),
    ),
    internetMessageId: email.messageId,
    attachments: email.attachments.map(attached),
  }
}

function attached(part: Attachment): NewAttachment {
  const isMail = part.mimeType === 'message/rfc822'
  const bytes = typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content)
  return {
    name: part.filename ?? (isMail ? 'message.eml' : 'attachment'),
    contentType: part.mimeType,
    bytes,
    isInline: part.disposition === 'inline' || part.related === true,
    kind: isMail ? 'item' : 'file',
  }
}
