/** A mail as the lab's mailbox keeps it, and what is put in by tests and sample folders. */

export interface Address {
  readonly name: string
  readonly address: string
}

export interface NewMail {
  readonly from: Address
  readonly subject: string
  readonly receivedAt: Date
  /** Plain text. */
  readonly body?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** A well-known folder's name; Inbox unless given. */
  readonly folder?: string | undefined
  readonly attachments: readonly NewAttachment[]
  readonly internetMessageId?: string | undefined
}

export interface NewAttachment {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly isInline?: boolean | undefined
  /** `item` is another mail (its bytes are MIME), `reference` a link to a file in the cloud. */
  readonly kind?: AttachmentKind | undefined
}

export type AttachmentKind = 'file' | 'item' | 'reference'

export interface StoredAttachment {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly bytes: Buffer
  readonly isInline: boolean
  readonly kind: AttachmentKind
  readonly at: Date
}

export interface StoredMail {
  /** Our own number of it, never shown. */
  readonly key: number
  /** Stable over moves; shown to those who send `Prefer: IdType="ImmutableId"`. */
  immutableId: string
  /** Shown to everybody else; another one after each move. */
  changingId: string
  folderId: string
  isDraft: boolean
  isRead: boolean
  categories: readonly string[]
  subject: string
  body: { readonly contentType: string; readonly content: string }
  from: Address | undefined
  to: readonly Address[]
  cc: readonly Address[]
  readonly createdAt: Date
  receivedAt: Date
  sentAt: Date | undefined
  internetMessageId: string
  headers: readonly { readonly name: string; readonly value: string }[]
  /** Single-value extended properties by id. */
  properties: Map<string, string>
  readonly attachments: StoredAttachment[]
  changes: number
  /** A sent copy may appear late: until then nobody finds it. */
  visibleFrom: Date
}
