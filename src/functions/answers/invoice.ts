/** What /desk/invoices answers: an invoice in a list, one with all that was read, and what came of a decision. */
import { z } from 'zod'
import { decisionNames } from '../../domain/decided.ts'
import type { State } from '../../domain/entry.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { invoiceIdForm } from '../../domain/ids.ts'
import { done, historyLine } from './history.ts'
import { coding, doubt, fields, sources } from './reading.ts'

const states = [
  'received',
  'coded',
  'posting',
  'posted',
  'notified',
  'held',
  'duplicate',
  'not-an-invoice',
  'parked',
  'rejected',
] as const satisfies readonly State[]

const outcomes = [
  'posted',
  'needs coding',
  'could not be read',
  'refused',
  'held',
  'duplicate',
  'not-an-invoice',
  'parked',
  'rejected',
] as const satisfies readonly Outcome[]

export const invoiceId = z.string().regex(invoiceIdForm).meta({
  id: 'InvoiceId',
  description: 'A ULID, as in the mail to accounts payable and in the card.',
  example: '01KB1N3XM0ABCDEFGHJKMNPQRS',
})

export const invoiceAnswer = z
  .object({
    invoiceId,
    state: z.enum(states),
    outcome: z.enum(outcomes).nullable().meta({ description: 'null while it is on its way.' }),
    stands: z.string().meta({ description: 'How it stands and what can be done, in words.' }),
    reasons: z.array(z.string()),
    duplicateOf: z.string().nullable(),
    vendor: z.string().nullable(),
    invoiceNumber: z.string().nullable(),
    invoiceDate: z.string().nullable().meta({ description: 'ISO date.' }),
    amount: z.string().nullable().meta({ description: 'Total with tax: digits and a point.' }),
    currency: z.string().nullable().meta({ description: 'ISO 4217.' }),
    coding: coding.nullable(),
    receivedAt: z.iso.datetime(),
    from: z.string().meta({ description: 'Address of who sent the mail.' }),
    subject: z.string(),
    documents: z.array(z.string()).meta({ description: 'Names of the files.' }),
    decided: z.array(z.string()).meta({ description: 'Decisions that stay with it, in words.' }),
    can: z.array(z.enum(decisionNames)).meta({ description: 'The decisions that can be taken now.' }),
  })
  .meta({ id: 'Invoice' })
export type InvoiceAnswer = z.infer<typeof invoiceAnswer>

export const wholeInvoiceAnswer = z
  .object({
    ...invoiceAnswer.shape,
    doubts: z.array(doubt),
    fields: fields.nullable().meta({ description: 'null where nothing was read yet.' }),
    readBy: z.enum(sources).nullable(),
    files: z
      .array(z.object({ name: z.string(), contentType: z.string(), size: z.int().min(0) }))
      .meta({ description: 'In the order of documents/N, from 1; the first is the one that was read.' }),
    audit: z.array(historyLine),
  })
  .meta({ id: 'WholeInvoice' })
export type WholeInvoiceAnswer = z.infer<typeof wholeInvoiceAnswer>

export const invoicesAnswer = z.object({
  state: z.string().optional().meta({ description: 'What was asked for.' }),
  day: z.iso.date().optional().meta({ description: 'What was asked for.' }),
  invoices: z.array(invoiceAnswer),
  next: invoiceId.nullable().meta({ description: 'Give it as after; null on the last page.' }),
})
export type InvoicesAnswer = z.infer<typeof invoicesAnswer>

export const decidedAnswer = z.object({ done, invoice: invoiceAnswer })
export type DecidedAnswer = z.infer<typeof decidedAnswer>
