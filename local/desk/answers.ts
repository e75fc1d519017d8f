/** What the desk of the app answers, as far as it is shown. */
import { z } from 'zod'

const line = z.object({ at: z.string(), who: z.string(), what: z.string() })
const field = z.object({
  value: z.string().nullable(),
  reason: z.string().optional(),
  evidence: z
    .object({ source: z.string(), by: z.string().optional(), page: z.number().optional(), quote: z.string() })
    .optional(),
})

const invoice = z.object({
  invoiceId: z.string(),
  state: z.string(),
  stands: z.string(),
  reasons: z.array(z.string()),
  duplicateOf: z.string().nullable(),
  vendor: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  coding: z
    .object({ kind: z.string(), ledgerAccount: z.string().optional(), reason: z.string().optional() })
    .nullable(),
  receivedAt: z.string(),
  from: z.string(),
  subject: z.string(),
  documents: z.array(z.string()),
  decided: z.array(z.string()),
})
export type InvoiceAnswer = z.infer<typeof invoice>

const wholeInvoice = invoice.extend({
  doubts: z.array(z.object({ text: z.string() })),
  fields: z.record(z.string(), field).nullable(),
  audit: z.array(line),
})
export type WholeInvoice = z.infer<typeof wholeInvoice>

const aCase = z.object({
  caseId: z.string(),
  step: z.string(),
  kind: z.string(),
  why: z.string(),
  state: z.string(),
  stands: z.string(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  redrives: z.number(),
  invoiceId: z.string().nullable(),
})
export type CaseAnswer = z.infer<typeof aCase>

const wholeCase = aCase.extend({ message: z.string(), history: z.array(line) })
export type WholeCase = z.infer<typeof wholeCase>

const done = z.enum(['now', 'before', 'dry-run'])
const next = z.string().nullable()

export const answers = {
  invoices: z.object({ invoices: z.array(invoice), next }),
  wholeInvoice,
  decided: z.object({ done, invoice }),
  cases: z.object({ cases: z.array(aCase), next }),
  wholeCase,
  decidedCase: z.object({ done, case: aCase }),
  redriven: z.object({ done, cases: z.array(aCase), left: z.number(), until: z.string() }),
} as const
