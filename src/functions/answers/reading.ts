/** What was read from a document, as the desk shows it: fields with their evidence, doubts, coding. */
import { z } from 'zod'
import { type DoubtKind, policy } from '../../domain/doubt.ts'
import { fieldNames, type Source } from '../../domain/reading.ts'

export const sources = ['e-invoice', 'model', 'rules'] as const satisfies readonly Source[]

const fraction = z.number().min(0).max(1)

const evidence = z
  .object({
    source: z.enum([...sources, 'person']),
    by: z.string().exactOptional().meta({ description: 'The person who corrected it.' }),
    quote: z.string().meta({ description: 'The words of the document, or what the person typed.' }),
    page: z.int().min(1).exactOptional(),
    box: z
      .object({ x: fraction, y: fraction, width: fraction, height: fraction })
      .exactOptional()
      .meta({ description: 'Where it stands, in fractions of the page from its upper left corner.' }),
    term: z
      .string()
      .exactOptional()
      .meta({ description: 'Business term of EN 16931, or the label beside it.' }),
    strength: z.literal('strong').exactOptional().meta({ description: 'Two readers agree.' }),
  })
  .meta({ id: 'Evidence' })

/** A value with its evidence, or none with the reason. */
const field = z
  .union([
    z.object({ value: z.string(), evidence }),
    z.object({
      value: z.null(),
      reason: z.string(),
      refused: z.string().exactOptional().meta({ description: 'What a reader gave and does not stand.' }),
    }),
  ])
  .meta({ id: 'Field' })

export const fields = z.record(z.enum(fieldNames), field).meta({ id: 'Fields' })

export const doubt = z
  .object({
    kind: z.enum(Object.keys(policy) as DoubtKind[]),
    text: z.string().meta({ description: "In a clerk's words." }),
    field: z.enum(fieldNames).optional(),
  })
  .meta({ id: 'Doubt' })

export const coding = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('coded'),
      vendorId: z.string(),
      vendorName: z.string(),
      matchedBy: z.enum(['tax id', 'IBAN', 'alias', 'mail domain', 'name']),
      ledgerAccount: z.string(),
      department: z.string().optional(),
      allocationSchedule: z.string().optional(),
      billingParty: z.string().optional(),
    }),
    z.object({
      kind: z.literal('needs-coding'),
      vendorId: z.string().optional(),
      reason: z.string(),
    }),
  ])
  .meta({ id: 'Coding' })
