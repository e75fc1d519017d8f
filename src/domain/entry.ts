/** An invoice in the ledger: what arrived, what was found in it, and how far it has come. */
import type { BusinessKey } from './business-key.ts'
import type { Doubt } from './doubt.ts'
import type { Money } from './money.ts'
import type { Fields, Source } from './reading.ts'
import type { Coding } from './vendor.ts'

/** A document in Blob Storage, byte for byte as it came. */
export interface StoredDocument {
  readonly path: string
  readonly name: string
  readonly contentType: string
  readonly size: number
  readonly sha256: string
}

/** What never changes once the mail was taken in. */
export interface Arrival {
  readonly mailId: string
  readonly receivedAt: Date
  readonly subject: string
  readonly sender: { readonly name: string; readonly address: string }
  /** The first is the one that is read; the others travel with it. Empty only where the only one was refused. */
  readonly documents: readonly StoredDocument[]
  /** Set where our own mail server found that the mail is not from whom it says. */
  readonly failedCheck?: 'DMARC' | 'composite' | undefined
  /** Names of documents of the same mail that are no invoice, where the mail has several invoices. */
  readonly alsoInMail: readonly string[]
  /** The mail within the mail that the first document came in; whoever forwarded it is the sender. */
  readonly within?: { readonly subject: string; readonly sender: Arrival['sender'] } | undefined
  /** Set where the mail answers our own about another invoice, and how many such answers came one upon the other. */
  readonly answers?: { readonly invoiceId: string; readonly round: number } | undefined
  /** Set where the document was over the limits and is not in our hands. */
  readonly refusal?: { readonly name: string; readonly size: number; readonly why: string } | undefined
}

/** How the document came out of reading. */
export type Verdict = 'read' | 'could-not-be-read' | 'refused'

/** What reading and coding found, as the ledger keeps it; the fields with their evidence stand in the extraction blob. */
export interface Findings {
  readonly verdict: Verdict
  readonly source?: Source | undefined
  /** As in the reading: versioned prompt and schema, or the syntax of an e-invoice. */
  readonly by?: string | undefined
  readonly vendorName?: string | undefined
  readonly invoiceNumber?: string | undefined
  readonly invoiceDate?: string | undefined
  readonly total?: Money | undefined
  /** What it claims beside its file; absent where a part was not read, or its vendor is not checked for duplicates. */
  readonly businessKey?: BusinessKey | undefined
  readonly coding: Coding
  /** What is doubtful and why. */
  readonly doubts: readonly Doubt[]
}

/** A decision that a person took. */
export interface Decision {
  readonly who: string
  readonly at: Date
  readonly why?: string | undefined
}

/** What persons decided; stays with the invoice through all states, so that every later run agrees with them. */
export interface Decisions {
  /** Go on in spite of what held it. */
  readonly approved?: Decision | undefined
  /** Go on in spite of who has its claims. */
  readonly notDuplicate?: Decision | undefined
  /** Go on though its document was read as no invoice. */
  readonly isInvoice?: Decision | undefined
  /** Path of the blob with all fields that persons corrected; the extraction itself stays as it was read. */
  readonly correction?: string | undefined
  /** How often a person had the mail sent anew, since nobody could tell whether it left. */
  readonly sentAnew?: number | undefined
}

/** The steps of sending once; see pipeline/send-once.ts. */
export interface Sending {
  readonly draftId?: string | undefined
  /** Stored before `send` is called: from here on only the mailbox knows whether the mail left. */
  readonly sendingSince?: Date | undefined
  /** When the recorded draft was first seen still waiting after a doubt. */
  readonly seenUnsentAt?: Date | undefined
  /** The draft that a person gave up: looked for once more before another is made. */
  readonly givenUp?: string | undefined
}

/** On its way by itself. */
export type Moving =
  /** `isRead`: its extraction is stored, and it is to be judged anew. */
  | { readonly state: 'received'; readonly isRead?: boolean }
  | { readonly state: 'coded'; readonly findings: Findings }
  | { readonly state: 'posting'; readonly findings: Findings; readonly sending: Sending }

export type Status =
  | Moving
  | { readonly state: 'posted'; readonly findings: Findings; readonly postedAt: Date }
  | { readonly state: 'notified'; readonly findings: Findings; readonly postedAt: Date }
  | {
      readonly state: 'held'
      readonly findings: Findings
      readonly reasons: readonly string[]
      /** Set where the mail may have left: only a person sends it again. */
      readonly sending?: Sending | undefined
    }
  | {
      readonly state: 'duplicate'
      readonly findings: Findings
      readonly of: string
      readonly by: 'file' | 'business key'
    }
  | { readonly state: 'not-an-invoice'; readonly why: string }
  | {
      readonly state: 'parked'
      readonly why: string
      readonly findings?: Findings | undefined
      /** Where it stood, and goes on when its message is put back. */
      readonly from: Moving
    }
  | {
      readonly state: 'rejected'
      readonly findings?: Findings | undefined
      readonly who: string
      readonly at: Date
      readonly why: string
    }

export type State = Status['state']

export interface Entry {
  readonly invoiceId: string
  readonly arrival: Arrival
  readonly status: Status
  readonly decisions?: Decisions | undefined
  /** Who works on it now, and until when nobody else may. */
  readonly lock?: { readonly by: string; readonly until: Date } | undefined
  /** The etag of the row as read. */
  readonly version: string
}

/** A line of the audit trail, written in one transaction with the change that it tells of. */
export interface AuditLine {
  /** Deterministic for one change ("coded", "draft:AAMk…"): a reply lost on the way is known as our own by it. */
  readonly changeId: string
  readonly at: Date
  /** Step or person. */
  readonly who: string
  readonly what: string
}

export interface Extraction {
  readonly schema: 'extraction-v1'
  readonly invoiceId: string
  readonly verdict: Verdict | 'not-an-invoice'
  readonly source?: Source | undefined
  readonly by?: string | undefined
  readonly documentType: 'invoice' | 'credit-note' | 'not-an-invoice'
  readonly fields: Fields
  readonly doubts: readonly Doubt[]
}

export const isMoving = (status: Status): status is Moving =>
  status.state === 'received' || status.state === 'coded' || status.state === 'posting'

export const findingsIn = (status: Status): Findings | undefined =>
  'findings' in status ? status.findings : undefined
