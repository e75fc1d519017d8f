/** The truth of a set of documents, as its truth.json lists it, one object a file. */

export interface Truth {
  readonly file: string
  readonly kind: string
  readonly expect: 'extract' | 'needs-ocr' | 'unreadable' | 'not-invoice'
  readonly language?: string
  readonly layout?: string
  readonly documentType?: string
  readonly vendorName: string | null
  readonly vendorAliases?: readonly string[]
  readonly vendorTaxId: string | null
  readonly invoiceNumber: string | null
  readonly acceptNumbers?: readonly string[]
  readonly invoiceDate: string | null
  readonly dueDate: string | null
  /** Where only a term is stated, the date that it leads to. */
  readonly dueDateFromTerms?: string | null
  readonly totalAmount: number | null
  readonly acceptAmounts?: readonly number[]
  readonly currency: string | null
}

export const scoredFields = [
  'vendorName',
  'invoiceNumber',
  'invoiceDate',
  'totalAmount',
  'currency',
  'dueDate',
  'vendorTaxId',
] as const

export type ScoredField = (typeof scoredFields)[number]
/** What was read, by field; null where nothing was. */
export type Got = Readonly<Partial<Record<ScoredField, string | number | null>>>
export type Verdict = 'right' | 'wrong' | 'missing' | 'invented' | 'rightly-empty'
