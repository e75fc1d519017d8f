/** What the app answers, as its own functions make it. */
import type { BreakersAnswer } from '../functions/answers/breakers.ts'
import type { OverviewAnswer } from '../functions/answers/overview.ts'
import type { SearchAnswer as Found } from '../functions/answers/search.ts'
import type { Told } from '../functions/answers/told.ts'
import type { caseView, wholeCaseView } from '../functions/case-view.ts'
import type { invoiceView, shownView } from '../functions/desk-view.ts'

export type Overview = Told<OverviewAnswer>
export type Breakers = Told<BreakersAnswer>
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
export type SearchAnswer = Told<Found>
/** `before`: it stood already, by whoever. */
export type Done = 'now' | 'before' | 'dry-run'
