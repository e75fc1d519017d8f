/** What was read from a document: each field a value with its evidence, or empty with a reason. */
import type { Box } from './box.ts'
import type { Doubt } from './doubt.ts'
import type { Decimal } from './money.ts'

/** Who read it. The order is the ladder of DESIGN "Reading a document". */
export type Source = 'e-invoice' | 'model' | 'rules'

/** Always of the invoice's first document: the others are not read. */
export interface Evidence {
  /** 'person': corrected by hand; then `by` says by whom, and the quote is what was typed. */
  readonly source: Source | 'person'
  readonly by?: string
  /** The words of the document that the value was read from, as they stand there. */
  readonly quote: string
  /** Page, from 1; of an e-invoice's data where its page shows the same value, absent for plain XML. */
  readonly page?: number
  /** Where the value stands on that page; absent where the document has no text layer, or was read before there were boxes. */
  readonly box?: Box
  /** The EN 16931 business term, such as "BT-1", or the label beside the value. */
  readonly term?: string
  /** Two readers agree on it. An e-invoice's data is exact by its source, anything else the word of one reader. */
  readonly strength?: 'strong'
}

export type Field<T = string> =
  | { readonly value: T; readonly evidence: Evidence }
  /** `refused` is set where a reader gave a value that does not stand. */
  | { readonly value: null; readonly reason: string; readonly refused?: string }

/** The fields of an invoice; the BT numbers are the business terms of EN 16931. */
export interface Fields {
  /** Seller, BT-27. */
  readonly vendorName: Field
  /** Seller's VAT or tax number, BT-31 or BT-32, as printed. */
  readonly vendorTaxId: Field
  /** BT-1, as printed. */
  readonly invoiceNumber: Field
  /** BT-2, ISO date. */
  readonly invoiceDate: Field
  /** BT-9, ISO date. */
  readonly dueDate: Field
  /** Total with VAT, BT-112; negative where the document is a credit note that says so. */
  readonly totalAmount: Field<Decimal>
  /** Total without VAT, BT-109. */
  readonly netAmount: Field<Decimal>
  /** Total VAT, BT-110. */
  readonly taxAmount: Field<Decimal>
  /** Amount due for payment, BT-115. */
  readonly amountDue: Field<Decimal>
  /** BT-5, ISO 4217. */
  readonly currency: Field
  /** Seller's account, BT-84, without blanks. */
  readonly iban: Field
  /** The buyer's order, BT-13. */
  readonly purchaseOrder: Field
  /** Buyer, BT-44: never the vendor. */
  readonly buyerName: Field
}

export type FieldName = keyof Fields

export const fieldNames = [
  'vendorName',
  'vendorTaxId',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'totalAmount',
  'netAmount',
  'taxAmount',
  'amountDue',
  'currency',
  'iban',
  'purchaseOrder',
  'buyerName',
] as const satisfies readonly FieldName[]

/** The fields in a clerk's words. */
export const fieldLabels: Readonly<Record<FieldName, string>> = {
  vendorName: 'Vendor',
  vendorTaxId: 'Tax id',
  invoiceNumber: 'Invoice number',
  invoiceDate: 'Invoice date',
  dueDate: 'Due date',
  totalAmount: 'Total with tax',
  netAmount: 'Net',
  taxAmount: 'Tax',
  amountDue: 'Amount due',
  currency: 'Currency',
  iban: 'IBAN',
  purchaseOrder: 'Purchase order',
  buyerName: 'Buyer',
}

/** Without these an invoice cannot be paid: whoever leaves one empty has not read it. */
export const requiredFields = [
  'vendorName',
  'invoiceNumber',
  'invoiceDate',
  'totalAmount',
  'currency',
] as const satisfies readonly FieldName[]

export type DocumentType = 'invoice' | 'credit-note' | 'not-an-invoice'

/** One reading of one document. */
export interface Reading {
  readonly source: Source
  readonly documentType: DocumentType
  readonly fields: Fields
  /** What a clerk should know: checks that failed, values that were refused. */
  readonly doubts: readonly Doubt[]
  /** Versioned prompt and schema for a model ("invoice-v2"), the syntax for an e-invoice ("CII", "UBL"). */
  readonly by?: string
}

/** Text of one page, lines in reading order. */
export interface PageText {
  readonly page: number
  readonly text: string
  /** Where each word of the text stands, `packed`; absent where nothing tells. */
  readonly words?: Uint16Array
}

/** What parsing one document gave, before any model is asked. */
export type ParsedDocument =
  | {
      readonly kind: 'parsed'
      /** Text layer; empty for plain XML. */
      readonly pages: readonly PageText[]
      /** Pages of the whole document, also those not read. */
      readonly pageCount: number
      /** What a clerk should know of the document itself, whoever reads it: hidden text, data that is broken. */
      readonly doubts?: readonly Doubt[]
      /** From embedded or plain XML; exact. */
      readonly eInvoice?: Reading
      /** From the text layer by rules; always there when there is text. */
      readonly rules?: Reading
    }
  /** A document without text that a person (or a model with eyes) can read: a scan, a photograph. */
  | { readonly kind: 'image-only'; readonly pageCount: number; readonly mediaType: PictureMedia }
  | { readonly kind: 'unreadable'; readonly why: UnreadableReason; readonly detail: string }

/** The forms of a picture that a model takes. */
export type PictureMedia = 'application/pdf' | 'image/jpeg' | 'image/png'

export type UnreadableReason =
  | 'empty'
  | 'encrypted'
  | 'damaged'
  | 'unknown-format'
  | 'too-large'
  | 'too-many-pages'
  | 'too-slow'
  | 'too-much-memory'
  | 'tiff'
  | 'heic'
  | 'other-picture'
  | 'large-picture'

export const nothingRead = (reason: string): { value: null; reason: string } => ({ value: null, reason })

/** A value that somebody read and that does not stand: `why` ends the sentence. */
export const refusedValue = (value: string, why: string): Field => {
  const refused = value.slice(0, 60)
  return { value: null, reason: `"${refused}" was refused: ${why}.`, refused }
}

/** All fields empty for one reason; the start of every reader that fills in what it finds. */
export function emptyFields(reason: string): Fields {
  const empty = nothingRead(reason)
  return Object.fromEntries(fieldNames.map((name) => [name, empty])) as unknown as Fields
}

/** The required fields that the reading leaves empty. */
export function missingFields(fields: Fields): readonly FieldName[] {
  return requiredFields.filter((name) => fields[name].value === null)
}
