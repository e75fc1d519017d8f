/** What the desk of the app answers, by what was asked. */
import type { z } from 'zod'
import {
  casesAnswer,
  decidedCaseAnswer,
  redrivenAnswer,
  wholeCaseAnswer,
} from '../../src/functions/answers/case.ts'
import { decidedAnswer, invoicesAnswer, wholeInvoiceAnswer } from '../../src/functions/answers/invoice.ts'

export type { CaseAnswer } from '../../src/functions/answers/case.ts'
export type { InvoiceAnswer } from '../../src/functions/answers/invoice.ts'
export type WholeInvoice = z.infer<typeof wholeInvoiceAnswer>
export type WholeCase = z.infer<typeof wholeCaseAnswer>

export const answers = {
  invoices: invoicesAnswer,
  wholeInvoice: wholeInvoiceAnswer,
  decided: decidedAnswer,
  cases: casesAnswer,
  wholeCase: wholeCaseAnswer,
  decidedCase: decidedCaseAnswer,
  redriven: redrivenAnswer,
} as const
