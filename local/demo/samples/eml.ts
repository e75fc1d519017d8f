/** Writes a mail as an .eml file (RFC 5322, MIME): every part in base64, names and subject encoded where they need it. */
import { createHash } from 'node:crypto'
import type { NewAttachment, NewMail } from '../../lab/graph/stored-mail.ts'

export function eml(mail: NewMail, to: string): string {
  // From the mail itself, so that the same mail makes the same file.
  const mark = createHash('sha256')
    .update(`${mail.from.address} ${mail.subject} ${mail.receivedAt.toISOString()}`)
    .digest('hex')
    .slice(0, 24)
  const head = {
    From: `${phrase(mail.from.name)} <${mail.from.address}>`,
    To: to,
    Subject: word(mail.subject),
    Date: mail.receivedAt.toUTCString().replace('GMT', '+0000'),
    'Message-ID': mail.internetMessageId ?? `<${mark}@${mail.from.address.split('@')[1]}>`,
    'MIME-Version': '1.0',
    ...mail.headers,
    'Content-Type': `multipart/mixed; boundary="${mark}"`,
  }
  const text = part({ 'Content-Type': 'text/plain; charset=utf-8' }, Buffer.from(mail.body ?? ''))
  const parts = [text, ...mail.attachments.map(filePart)]
  return `${headers(head)}\r\n${parts.map((one) => `--${mark}\r\n${one}`).join('')}--${mark}--\r\n`
}

function filePart({ name, contentType, bytes, isInline = false }: NewAttachment): string {
  const disposition = `${isInline ? 'inline' : 'attachment'};\r\n ${fileName(name)}`
  const id = isInline ? { 'Content-ID': `<${encodeURIComponent(name)}>` } : {}
  return part({ 'Content-Type': contentType, 'Content-Disposition': disposition, ...id }, Buffer.from(bytes))
}

function part(head: Readonly<Record<string, string>>, bytes: Buffer): string {
  const base64 = bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
  return `${headers({ ...head, 'Content-Transfer-Encoding': 'base64' })}\r\n${base64}\r\n`
}

const headers = (lines: Readonly<Record<string, string>>): string =>
  Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/** RFC 2047; an encoded word holds 75 letters at most, so longer text becomes several, never split within a letter. */
function word(text: string): string {
  if (isPlain(text)) return text
  const pieces = Array.from(text).reduce<string[]>(
    (done, letter) => {
      const last = done.at(-1) ?? ''
      if (Buffer.byteLength(last + letter) > 42) return [...done, letter]
      return [...done.slice(0, -1), last + letter]
    },
    [''],
  )
  return pieces.map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ')
}

const phrase = (name: string): string => (isPlain(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : word(name))

/** RFC 2231 where the name needs more than ASCII. */
const fileName = (name: string): string =>
  isPlain(name)
    ? `filename="${name.replace(/["\\]/g, '\\$&')}"`
    : `filename*=utf-8''${encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`
