/** The mailbox that invoices come to. */
import type { ListedMail, Mail, MailId } from '../mail.ts'

export interface MailPage {
  readonly mails: readonly ListedMail[]
  /** Where the next page, or the next poll, goes on. */
  readonly cursor: string
  /** False when this page was the last of today. */
  readonly more: boolean
}

/** A place in a listing by time: the mails received from then on, less so many of them. */
export interface Since {
  readonly from: Date
  readonly skip: number
}

export interface Mailbox {
  /** New mails of a folder since the cursor, else since `from`; RemoteAnswer 'gone' where the cursor is no longer known. */
  page(folder: string, position: { cursor: string } | { from: Date }): Promise<MailPage>
  /** Some of what lies in the folder since then, oldest first, whatever became of it; `next` goes on. */
  received(
    folder: string,
    since: Since,
  ): Promise<{ readonly mails: readonly ListedMail[]; readonly next: Since | undefined }>
  /** RemoteAnswer 'not-found' where somebody deleted the mail. */
  read(mailId: MailId): Promise<Mail>
  /** The attachment's bytes as they came; RemoteAnswer 'rejected' where they are more than `limit`. */
  content(mailId: MailId, attachmentId: string, limit: number): Promise<Uint8Array>
  /** As `content`, for what must not lie in memory as a whole: `sink` gets the bytes as they come. */
  stream<T>(
    mailId: MailId,
    attachmentId: string,
    limit: number,
    sink: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T>
  /** Marks the mail read and gives it the agent's category. */
  markProcessed(mail: Mail): Promise<void>
}
