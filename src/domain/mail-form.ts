/** Tells by its first bytes what an attachment is where name and type are not to be trusted: a mail, or a trimming. */
import type { Attachment } from './mail.ts'

const headBytes = 16 * 1024

/** One character a byte; a byte order mark is none of the text. */
function headOf(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headBytes))
  return head.replace(/^\xef\xbb\xbf/, '').trimStart()
}

/** The names of the header lines that the text begins with; none where it begins with something else. */
function headerNames(head: string): Set<string> {
  const names = new Set<string>()
  for (const line of head.split(/\r?\n/)) {
    if (line === '') break
    if (/^[ \t]/.test(line) && names.size > 0) continue
    const name = /^([!-9;-~]+)[ \t]*:/.exec(line)?.[1]
    if (name === undefined) break
    names.add(name.toLowerCase())
  }
  return names
}

const usualHeaders = ['from', 'received', 'return-path', 'message-id', 'mime-version', 'content-type', 'date']

/** Clear-signed mail reaches a mailbox as one file, `smime.p7m` of type multipart/signed: its content is MIME. */
export const saysMail = ({ name, contentType, kind }: Attachment): boolean =>
  kind === 'item' || /\.eml$/i.test(name) || /^(message\/rfc822|multipart\/)/i.test(contentType)

/**
 * Whether the attachment is a mail that can be opened. What does not say so itself has to look more like one: a letter
 * that begins with "From:" is none.
 */
export function isMail(attachment: Attachment, bytes: Uint8Array): boolean {
  const names = headerNames(headOf(bytes))
  if (saysMail(attachment)) return usualHeaders.some((name) => names.has(name))
  return names.has('from') && names.has('mime-version')
}

/** Calendar entries, cards, signatures and keys whatever they are called, and our own invoice.json on its way back. */
const trimmingHeads =
  /^(BEGIN:V(CALENDAR|CARD)|-----BEGIN PGP (SIGNATURE|PUBLIC KEY)|\{\s*"schema": "invoice-agent\/)/

export const isTrimmingContent = (bytes: Uint8Array): boolean => trimmingHeads.test(headOf(bytes))
