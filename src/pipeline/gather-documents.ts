/** Gathers the documents of a mail and of the mails within it. What cannot be opened stays a document itself: nothing vanishes. */
import { chooseDocuments } from '../domain/choose-documents.ts'
import { RemoteAnswer } from '../domain/errors.ts'
import {
  documentBytes,
  documentsPerMail,
  openFailures,
  openedBytes,
  openedDepth,
  openedMailBytes,
  openedMails,
} from '../domain/limits.ts'
import { isMail, isTrimmingContent, saysMail } from '../domain/mail-form.ts'
import { isOwnMail } from '../domain/mail-kind.ts'
import type { Attachment, InnerMail, Mail } from '../domain/mail.ts'
import type { Mailbox } from '../domain/ports/mailbox.ts'
import type { MailOpener } from '../domain/ports/readers.ts'

export interface GatheredDocument {
  /** Its id holds the way to it: the attachment, then the place in the mail that this is, and so on. */
  readonly attachment: Attachment
  /** undefined where it is too large for the memory: it still lies in the mailbox. */
  readonly bytes: Uint8Array | undefined
  /** The mail within the mail that it came in. */
  readonly within?: Pick<InnerMail, 'subject' | 'from'> | undefined
}

export interface Gathered {
  readonly documents: readonly GatheredDocument[]
  readonly refused: readonly { readonly attachment: Attachment; readonly why: string }[]
  /** Whether a mail of ours hung on it. */
  readonly holdsOwnMail: boolean
}

interface Deps {
  mailbox: Mailbox
  mailOpener: MailOpener
}

type Fetch = (attachment: Attachment) => Promise<Uint8Array | undefined>

/** One mail on the way down: the outer one, or one within it. */
interface Level {
  readonly depth: number
  readonly attachments: readonly Attachment[]
  readonly fetch: Fetch
  readonly within?: InnerMail | undefined
}

export async function gatherDocuments(deps: Deps, mail: Mail): Promise<Gathered> {
  const documents: GatheredDocument[] = []
  const scans: { attachment: Attachment; level: Level }[] = []
  const refused: { attachment: Attachment; why: string }[] = []
  const left: Attachment[] = []
  const opened = { mails: 0, bytes: 0, failures: 0 }
  let looked = 0
  let holdsOwnMail = false

  /** One after the other: a mail with fifty documents must not hold fifty of them in flight. */
  async function look(level: Level): Promise<void> {
    const choice = chooseDocuments(level.attachments)
    refused.push(...choice.refuse)
    scans.push(...choice.scans.map((attachment) => ({ attachment, level })))
    for (const attachment of choice.fetch) {
      if (looked >= documentsPerMail) {
        left.push(attachment)
        continue
      }
      const bytes = await level.fetch(attachment)
      if (bytes !== undefined && isMail(attachment, bytes) && (await open(attachment, bytes, level.depth)))
        continue
      looked++
      if (bytes !== undefined && isTrimmingContent(bytes)) continue
      documents.push({ attachment, bytes, within: level.within })
    }
  }

  /** False where it stays a file: too deep, too many, too large, or broken. */
  async function open(attachment: Attachment, bytes: Uint8Array, depth: number): Promise<boolean> {
    const isOver = opened.mails >= openedMails || opened.bytes + bytes.byteLength > openedBytes
    if (depth >= openedDepth || isOver || opened.failures >= openFailures) return false
    opened.mails++
    opened.bytes += bytes.byteLength
    const inner = await deps.mailOpener.open(bytes)
    if (inner === undefined) {
      opened.failures++
      return false
    }
    if (isOwnMail(inner)) holdsOwnMail = true
    else await look(levelOf(attachment, inner, depth + 1))
    return true
  }

  await look({ depth: 0, attachments: mail.attachments, fetch: fromMailbox(deps.mailbox, mail) })
  if (documents.length + refused.length === 0)
    for (const { attachment, level } of scans.slice(0, documentsPerMail))
      documents.push({ attachment, bytes: await level.fetch(attachment), within: level.within })
  // One notice for all of them: a mail with a thousand files must not make a thousand mails.
  const why = `the mail has more than ${documentsPerMail} documents; ${left.length} of them were left there`
  return {
    documents,
    refused: [...refused, ...left.slice(0, 1).map((attachment) => ({ attachment, why }))],
    holdsOwnMail,
  }
}

function levelOf(outer: Attachment, inner: InnerMail, depth: number): Level {
  const bytesOf = new Map<Attachment, Uint8Array>()
  const attachments = inner.parts.map(({ bytes, ...part }) => {
    const attachment = { ...part, attachmentId: `${outer.attachmentId}/${part.attachmentId}` }
    bytesOf.set(attachment, bytes)
    return attachment
  })
  return { depth, attachments, within: inner, fetch: (one) => Promise.resolve(bytesOf.get(one)) }
}

function fromMailbox(mailbox: Mailbox, { mailId }: Mail): Fetch {
  return async (attachment) => {
    const limit = saysMail(attachment) ? openedMailBytes : documentBytes
    if (attachment.size > limit) return undefined
    try {
      return await mailbox.content(mailId, attachment.attachmentId, limit)
    } catch (error) {
      // Graph counts a mail within a mail without its encoding: the bytes themselves tell.
      if (isTooLarge(error)) return undefined
      throw error
    }
  }
}

/** An attachment that turned out to be over the limit it was asked for with. */
export const isTooLarge = (error: unknown): boolean => error instanceof RemoteAnswer && error.status === 413
