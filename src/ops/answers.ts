/** What the app answers, as its own functions make it. */
import type { BreakersAnswer } from '../functions/breakers.ts'
import type { caseView, wholeCaseView } from '../functions/case-view.ts'
import type { OverviewAnswer } from '../functions/desk-overview.ts'
import type { invoiceView, shownView } from '../functions/desk-view.ts'
import type { Found } from '../pipeline/search-invoices.ts'

export type Overview = OverviewAnswer
export type Breakers = BreakersAnswer
export type Invoice = ReturnType<typeof invoiceView>
export type WholeInvoice = ReturnType<typeof shownView>
export type Case = ReturnType<typeof caseView>
export type WholeCase = ReturnType<typeof wholeCaseView>

export interface InvoicePage {
  readonly invoices: readonly Invoice[]
  readonly next: string | null
}
export interface CasePage {
  readonly cases: readonly Case[]
  readonly next: string | null
}
export interface SearchAnswer {
  readonly invoices: readonly Invoice[]
  readonly searched: Found['searched']
}
/** `before`: it stood already, by whoever. */
export type Done = 'now' | 'before' | 'dry-run'
