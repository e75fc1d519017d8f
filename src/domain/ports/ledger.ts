/** The ledger: invoices, their audit trail, the lists they stand on, and what became of mails. */
import type { DayMark } from '../day-figures.ts'
import type { Arrival, AuditLine, Decisions, Entry, Status } from '../entry.ts'
import type { IndexName } from '../outcome.ts'
import type { MailId } from '../mail.ts'
import type { SearchWord } from '../search-words.ts'

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
