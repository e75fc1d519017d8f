/** A mail as the agent sees it, and what of it is a document. */

/** Graph's immutable id; case-sensitive. */
export type MailId = string

export interface MailRef {
  readonly mailId: MailId
  readonly receivedAt: Date
}

/** As the mailbox lists it. */
export interface ListedMail extends MailRef {
  /** False only where surely nothing hangs on it. */
  readonly hasAttachments: boolean
}

export interface Attachment {
  readonly attachmentId: string
  readonly name: string
  readonly contentType: string
  /** Bytes as the mailbox counts them; may include a few for its envelope. */
  readonly size: number
  /** `item` is a mail, event or contact; `reference` a link to a cloud file. */
  readonly kind: 'file' | 'item' | 'reference'
  readonly isInline: boolean
}

export interface Mail extends MailRef {
  readonly internetMessageId: string
  readonly subject: string
  readonly from: { readonly name: string; readonly address: string }
  /** Lower-case names; the first of a repeated header. */
  readonly headers: ReadonlyMap<string, string>
  readonly attachments: readonly Attachment[]
  /** Outlook categories that stand on it already; ours is added to them. */
  readonly categories: readonly string[]
  /** Set where the agent itself wrote the mail: the invoice's id in its private property. */
  readonly ownInvoiceId?: string | undefined
}

/** A mail within a mail, opened one level deep: a mail in it is a part of it. */
export interface InnerMail {
  readonly subject: string
  readonly from: { readonly name: string; readonly address: string }
  /** Lower-case names; the first of a repeated header. */
  readonly headers: ReadonlyMap<string, string>
  /** The attachment id is its place, from 1. */
  readonly parts: readonly InnerPart[]
}

export interface InnerPart extends Attachment {
  readonly bytes: Uint8Array
}

/** What the agent asks of a mail that it sends: to accounts payable, never to the vendor. */
export interface OutgoingMail {
  readonly to: string
  readonly subject: string
  readonly html: string
  /** Or the mark of a digest: by it our own mail is known. */
  readonly invoiceId: string
  readonly internetMessageId: string
  /** Attached with the draft itself; together under 3 MB. */
  readonly files: readonly MailFile[]
}

export interface MailFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
}
