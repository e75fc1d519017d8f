/** Ids that come out the same on every run, so that doing a step again makes the same rows, blobs and mails. */
import { createHash } from 'node:crypto'
import { decodeTime, encodeTime, ulid } from 'ulid'

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** Passes chunks on; `result` tells their size and SHA-256 once all have passed. */
export function measured(chunks: AsyncIterable<Uint8Array>): {
  readonly chunks: AsyncIterable<Uint8Array>
  readonly result: () => { readonly size: number; readonly sha256: string }
} {
  const hash = createHash('sha256')
  let size = 0
  async function* passing(): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.byteLength
      yield chunk
    }
  }
  return { chunks: passing(), result: () => ({ size, sha256: hash.digest('hex') }) }
}

/**
 * A ULID whose time is the mail's `receivedAt` and whose 80 random bits are the start of
 * SHA-256(mailbox, immutable mail id, attachment id) (DESIGN "Identity").
 */
export function invoiceIdOf(origin: {
  mailbox: string
  mailId: string
  attachmentId: string
  receivedAt: Date
}): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([origin.mailbox.toLowerCase(), origin.mailId, origin.attachmentId]))
    .digest()
  // ulid asks for one fraction a character, each worth 5 bits: a byte a character is plenty and keeps 80 bits of the hash.
  let next = 0
  const fromHash = () => (hash.readUInt8(next++) & 31) / 32
  return ulid(origin.receivedAt.getTime(), fromHash)
}

/** When the mail of the invoice was received: to the millisecond, as its id says. */
export const receivedAtOf = (invoiceId: string): Date => new Date(decodeTime(invoiceId))

/** In the order of text an id of a mail received since then is not before this, and an id of an earlier one is. */
export const firstInvoiceIdOf = (receivedAt: Date): string => encodeTime(receivedAt.getTime())

/** The key under which a mail's outcome stands; short, and safe for a table whatever the mailbox makes its ids of. */
export function mailKeyOf(mailbox: string, mailId: string): string {
  return sha256(JSON.stringify([mailbox.toLowerCase(), mailId])).slice(0, 40)
}

/**
 * The message id of the AP mail about an invoice: one for ever, so that it is found among drafts and sent mail. Only what
 * a person has sent anew bears another, since a mail server may drop the second of one id.
 */
export function messageIdOf(invoiceId: string, sender: string, sentAnew = 0): string {
  const host = sender.split('@')[1] ?? 'invoice-agent.invalid'
  return `<invoice-${invoiceId.toLowerCase()}${sentAnew === 0 ? '' : `-${sentAnew}`}@${host}>`
}

/** What the digest of a day carries where another mail of ours carries its invoice's id. */
export const digestMark = (day: string): string => `digest-${day}`

/** One for each day: by it a digest is found among drafts and sent mail. */
export const digestMessageIdOf = (day: string, sender: string): string =>
  `<${digestMark(day)}@${sender.split('@')[1] ?? 'invoice-agent.invalid'}>`

/** No id of an invoice whose mail came at that moment or later sorts before it. */
export const firstIdAt = (at: Date): string => `${encodeTime(at.getTime())}${'0'.repeat(16)}`

export const invoiceIdForm = /^[0-9A-HJKMNP-TV-Z]{26}$/
