/** Mail that goes out: drafts, sending, and where a mail is that we may have sent. */
import type { MailFile, OutgoingMail } from '../mail.ts'

/** Where a mail that we may have sent is now. */
export type Whereabouts = 'draft' | 'sent' | 'deleted' | 'nowhere'

export interface Outbox {
  /** Makes the draft with its files and gives its immutable id. */
  createDraft(mail: OutgoingMail): Promise<string>
  /** One file more, of any size up to the mailbox's limit. */
  attach(draftId: string, file: MailFile): Promise<void>
  /** Names of the files that the draft already carries. */
  attached(draftId: string): Promise<readonly string[]>
  send(draftId: string): Promise<void>
  /** Drafts that carry an invoice's id, recorded or not. */
  listDrafts(): Promise<readonly { draftId: string; invoiceId: string; createdAt: Date }[]>
  /** Deletes a draft; does nothing where it is none any more. */
  discard(draftId: string): Promise<void>
  /** Looks by draft id, then by message id and by the invoice's property among Sent Items and Deleted Items. */
  find(mail: { draftId: string; internetMessageId: string; invoiceId: string }): Promise<Whereabouts>
}
