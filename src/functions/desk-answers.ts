/** What the desk answers about invoices, as schemas: the shapes of desk-view.ts for those who read them elsewhere. */
import { z } from 'zod'
import { decisionNames } from '../domain/decided.ts'
import { searchKinds } from '../domain/search-words.ts'

export const invoiceAnswer = z.strictObject({
  invoiceId: z.string(),
  state: z.string(),
  /** null while it is on its way. */
  outcome: z.string().nullable(),
  /** How it stands and what can be done, in words. */
  stands: z.string(),
  reasons: z.array(z.string()),
  duplicateOf: z.string().nullable(),
  vendor: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  invoiceDate: z.string().nullable(),
  /** Decimal, with the currency's places. */
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  coding: z.looseObject({ kind: z.enum(['coded', 'needs-coding']) }).nullable(),
  receivedAt: z.iso.datetime(),
  from: z.string(),
  subject: z.string(),
  /** Names. */
  documents: z.array(z.string()),
  decided: z.array(z.string()),
  /** The decisions that can be taken now. */
  can: z.array(z.enum(decisionNames)),
})

export const searchAnswer = z.strictObject({
  invoices: z.array(invoiceAnswer),
  searched: z.array(
    z.strictObject({
      by: z.enum(['id', ...searchKinds]),
      /** What was looked for, as the index has it. */
      word: z.string(),
      found: z.int().min(0),
      /** False where there are more than are shown. */
      isAll: z.boolean(),
    }),
  ),
})
