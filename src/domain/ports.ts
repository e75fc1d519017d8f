/** What the pipeline needs of the outside world. Adapters fulfil these; in-memory fakes are held to the same contract tests. */
import type { Post } from './board.ts'
import type { BusinessKey } from './business-key.ts'
import type { Case, Failure } from './case.ts'
import type { DigestRecord } from './digest.ts'
import type { DayMark } from './day-figures.ts'
import type { Arrival, AuditLine, Decisions, Entry, IndexName, Status } from './entry.ts'
import type { InnerMail, ListedMail, Mail, MailFile, MailId, OutgoingMail } from './mail.ts'
import type { PulledLever } from './lever.ts'
import type { MessageOf, QueueName } from './messages.ts'
import type { ParsedDocument, Reading } from './reading.ts'
import type { SearchWord } from './search-words.ts'
import type { KeptSubscription } from './subscription.ts'
import type { Vendor } from './vendor.ts'

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

export interface Documents {
  /** Inserts once: a second put of the same path changes nothing and says so. */
  put(path: string, bytes: Uint8Array, contentType: string): Promise<'stored' | 'already-there'>
  /** As `put`, for what must not lie in memory as a whole. */
  putStream(
    path: string,
    chunks: AsyncIterable<Uint8Array>,
    contentType: string,
  ): Promise<'stored' | 'already-there'>
  /** RemoteAnswer 'not-found' where there is none. */
  get(path: string): Promise<Uint8Array>
  /**
   * An address at which whoever has it may read the document, and nothing else, until then (7 days at most); its browser
   * saves it under `name`. undefined where our access to the account does not let us make one.
   */
  link(path: string, name: string, until: Date): Promise<string | undefined>
}

export interface Queues {
  /** Never expires; `delayMs` hides it first (7 days at most, longer is cut). */
  put<Q extends QueueName>(queue: Q, message: MessageOf<Q>, delayMs?: number): Promise<void>
  /** The put of a deferral: it alone passes an open storage-queue breaker. */
  putBack<Q extends QueueName>(queue: Q, message: MessageOf<Q>, delayMs: number): Promise<void>
}

/** What became of a mail as a whole. */
export interface MailRecord {
  readonly mailId: MailId
  /** `in-junk` is not the end: what becomes of the mail once it is moved out stands in its place. */
  readonly outcome: 'invoices' | 'not-an-invoice' | 'gone' | 'in-junk'
  readonly invoiceIds: readonly string[]
  readonly why: string
  readonly at: Date
  /** Of a mail in Junk: what the team needs to find it, and when it was told. */
  readonly mail?: Pick<Arrival, 'subject' | 'sender' | 'receivedAt'>
  readonly toldAt?: Date
}

export interface Change {
  readonly status: Status
  /** undefined releases the lock. */
  readonly lock: Entry['lock']
  /** Left out: they stay as they are. */
  readonly decisions?: Decisions
  readonly audit: AuditLine
}

export interface EntryPage {
  readonly entries: readonly Entry[]
  /** Where the next page goes on; undefined on the last. */
  readonly next: string | undefined
}

export interface Ledger {
  find(invoiceId: string): Promise<Entry | undefined>
  /** Inserts the invoice as received, or gives the entry that already stands there. */
  open(invoiceId: string, arrival: Arrival, audit: AuditLine): Promise<Entry>
  /**
   * Changes row and audit in one transaction under the entry's version. RemoteAnswer 'conflict' where somebody else was
   * first; a conflict with our own change, its reply lost, counts as done.
   */
  change(entry: Entry, change: Change): Promise<Entry>
  audit(invoiceId: string): Promise<readonly AuditLine[]>
  /**
   * The invoices of an index, the first received first; at most `limit` (100), maybe none though `next` goes on. Costs a
   * request, and for what waits one for each invoice: that index is a hint, held against the invoice's own row.
   */
  list(index: IndexName, page: { after?: string | undefined; limit: number }): Promise<EntryPage>
  /**
   * What the figures of a day need of its invoices, the first received first; at most `limit` (1,000), in one request or, where the
   * service answers in pieces, a few. `isAll` is false where there may be more.
   */
  marks(day: Date, limit: number): Promise<{ readonly marks: readonly DayMark[]; readonly isAll: boolean }>
  /**
   * Invoices whose word begins so, in order of their words, the newest first within one; at most `limit` (25). Costs a request, and one
   * for each invoice: the index is a hint, held against the invoice's own row.
   */
  search(begins: SearchWord, limit: number): Promise<Omit<EntryPage, 'next'> & { readonly isAll: boolean }>
  findMail(mailId: MailId): Promise<MailRecord | undefined>
  /** The first record stands, unless it is `in-junk`: any later one takes its place. */
  recordMail(record: MailRecord): Promise<void>
}

export type ClaimKey = { readonly by: 'file'; readonly sha256: string } | BusinessKey

/** Whose claim it is; `amount` lets a claim by business key tell a double from another amount. */
export interface Claim {
  readonly invoiceId: string
  readonly amount?: string | undefined
}

/** A claim in the register; `version` is set where it stood there already. */
export interface Standing extends Claim {
  readonly version?: string | undefined
}

export interface Claims {
  /** Inserts the claim, or gives the one that stands: ours when its invoice id is ours. */
  claim(key: ClaimKey, mine: Claim): Promise<Standing>
  find(key: ClaimKey): Promise<Standing | undefined>
  /** Puts ours in the place of one that does not bind any more. RemoteAnswer 'conflict' where it has changed since. */
  takeOver(key: ClaimKey, standing: Standing, mine: Claim): Promise<void>
  /** Takes the claim away if it is still this invoice's. */
  release(key: ClaimKey, invoiceId: string): Promise<void>
  /** Notes that the invoice was turned away by this claim: a hint for whoever releases it. */
  wait(key: ClaimKey, invoiceId: string): Promise<void>
  /** Who waits for the claim, the first received first; at most `limit` (100). */
  waiting(key: ClaimKey, limit: number): Promise<readonly string[]>
  stopWaiting(key: ClaimKey, invoiceId: string): Promise<void>
}

export interface Vendors {
  all(): Promise<readonly Vendor[]>
  /** The list with the moment it was read: up to a minute ago, longer while the table is away. */
  known(): Promise<{ readonly vendors: readonly Vendor[]; readonly asOf: Date }>
  find(vendorId: string): Promise<Vendor | undefined>
  put(vendor: Vendor): Promise<void>
  /** False where there was none. */
  remove(vendorId: string): Promise<boolean>
}

export interface Bookmarks {
  /** The moment that intake starts at: the first call stores its argument for ever. */
  intakeFrom(firstStart: Date): Promise<Date>
  cursor(folder: string): Promise<string | undefined>
  saveCursor(folder: string, cursor: string): Promise<void>
  subscription(folder: string): Promise<KeptSubscription | undefined>
  saveSubscription(folder: string, kept: KeptSubscription): Promise<void>
  /** When the last run of this work that came to its end began: whoever wished for one before has had it. */
  lastRun(work: string): Promise<Date | undefined>
  saveRun(work: string, began: Date): Promise<void>
  /** False while somebody else is at this work; a turn whose owner died ends by itself `until` then. */
  takeTurn(
    work: string,
    turn: { readonly by: string; readonly now: Date; readonly until: Date },
  ): Promise<boolean>
  /** Frees the turn if it is still this owner's. */
  endTurn(work: string, by: string): Promise<void>
}

export interface Digests {
  /** The record of the last digest. */
  last(): Promise<DigestRecord | undefined>
  /** Stores the record in place of the one that was read; RemoteAnswer 'conflict' where that has changed since. */
  save(record: DigestRecord): Promise<DigestRecord>
}

export interface CasePage {
  readonly cases: readonly Case[]
  /** The id behind which the next page goes on; undefined on the last. */
  readonly next: string | undefined
}

/** Messages that did not come through by themselves. Open ones lie together, so that listing them costs nothing of the others. */
export interface Cases {
  find(caseId: string): Promise<Case | undefined>
  /** The open ones behind `after`, up to some hundred a page, in order of their ids. */
  open(after?: string): Promise<CasePage>
  /**
   * Stores the case as changed and gives it with its new version. RemoteAnswer 'conflict' where it has changed since it
   * was read, or where it is new and one stands there.
   */
  save(changed: Case): Promise<Case>
  /** Keeps the last error of a message that failed; the newest stands. */
  noteFailure(caseId: string, failure: Failure): Promise<void>
  lastFailure(caseId: string): Promise<Failure | undefined>
}

/** A message that the host gave up on. */
export interface PoisonMessage {
  /** One for each time that the host gave up. */
  readonly poisonId: string
  readonly text: string
  readonly at: Date
  /** What removing it takes. */
  readonly receipt: string
}

/** The queues in which the host puts what it gave up on, one beside each of ours. */
export interface PoisonQueues {
  /** Some of what lies there, hidden from others for some minutes; empty where there is none. */
  take(queue: QueueName): Promise<readonly PoisonMessage[]>
  /** Also where somebody did so before. */
  remove(queue: QueueName, message: PoisonMessage): Promise<void>
  /** Puts a body into its own queue as it is, readable or not. */
  redrive(queue: QueueName, text: string): Promise<void>
}

/** How full a queue is; the service counts approximately. */
export interface QueueDepth {
  /** Messages in it, those that are hidden among them. */
  readonly waiting: number
  /** When the one in front came into it; undefined where none can be taken now. */
  readonly oldest: Date | undefined
  /** Messages in the poison queue beside it. */
  readonly poisoned: number
}

/** Looks into the queues and takes nothing. */
export interface QueueDepths {
  depth(queue: QueueName): Promise<QueueDepth>
}

export interface DocumentParser {
  /** Never throws for a bad document: that is a verdict. */
  parse(document: { name: string; contentType: string; bytes: Uint8Array }): Promise<ParsedDocument>
}

export interface MailOpener {
  /** One level of a mail within a mail; undefined where it cannot be opened. Never throws for a bad mail. */
  open(bytes: Uint8Array): Promise<InnerMail | undefined>
}

export interface ModelReader {
  /**
   * Asks the model about a parsed document. RemoteAnswer 'content-filter' or 'rejected' where it will not answer;
   * DependencyFailed or CallRefused where it is away.
   */
  read(
    document: { name: string; contentType: string; bytes: Uint8Array },
    parsed: ParsedDocument,
  ): Promise<Reading>
}

/** What a Teams card says; plain text, encoded by the adapter. */
export interface Notice {
  readonly title: string
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly text: string
}

export interface Team {
  tell(notice: Notice): Promise<void>
}

/** Where the processes of the fleet tell each other how they stand, and where levers lie for all of them. */
export interface Board {
  /** Writes the row of a process over its last one. */
  post(post: Post): Promise<void>
  /** The rows of all processes, in no order. */
  posts(): Promise<readonly Post[]>
  /** Takes away the rows that were written before then. */
  sweep(before: Date): Promise<void>
  /** Takes the place of the last isolation or release, or of the last probe, of that dependency; its line of the audit stays. */
  pull(lever: PulledLever): Promise<void>
  /** For each dependency its last isolation or release, and its last probe. */
  levers(): Promise<readonly PulledLever[]>
  /** Every lever that was ever pulled, the newest first; at most `limit` (100). */
  history(limit: number): Promise<readonly PulledLever[]>
}
