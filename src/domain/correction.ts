/** Fields that a person corrected: kept apart from the reading, and laid over it. */
import { isValidIBAN } from 'ibantools'
import { z } from 'zod'
import { doubtsAnew } from './checks.ts'
import { isCalendarDate } from './dates.ts'
import type { Extraction } from './entry.ts'
import { isCurrency, isDecimal } from './money.ts'
import { type Field, type FieldName, type Fields, fieldNames, nothingRead } from './reading.ts'

const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value), 'has characters that cannot be seen')
const date = z
  .string()
  .refine(isCalendarDate, 'is no date such as 2026-11-24')
  .meta({ description: 'A date such as 2026-11-24.' })
const amount = z
  .string()
  .refine(isDecimal, 'is no amount such as 1190.00: digits, a point, - in front')
  .meta({ description: 'An amount such as 1190.00: digits, a point, - in front.' })
const currency = z
  .string()
  .refine(isCurrency, 'is no ISO 4217 currency; use a code such as EUR')
  .meta({ description: 'ISO 4217.' })
const iban = z
  .string()
  .transform((value) => value.replace(/\s/g, '').toUpperCase())
  .refine((value) => isValidIBAN(value), 'is no valid IBAN')

/** A value, or null for what is not on the document. */
const given = <T extends z.ZodType<string>>(value: T) => value.nullable().optional()

export const correctionSchema = z
  .strictObject({
    vendorName: given(text),
    vendorTaxId: given(text),
    invoiceNumber: given(text),
    invoiceDate: given(date),
    dueDate: given(date),
    totalAmount: given(amount),
    netAmount: given(amount),
    taxAmount: given(amount),
    amountDue: given(amount),
    currency: given(currency),
    iban: given(iban),
    purchaseOrder: given(text),
    buyerName: given(text),
  } satisfies Record<FieldName, unknown>)
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), 'no field is named')

export type CorrectedValues = z.infer<typeof correctionSchema>

/** All fields that persons corrected so far; the newest word on each. */
export interface Correction {
  readonly schema: 'correction-v1'
  readonly invoiceId: string
  readonly fields: Partial<Record<FieldName, { value: string | null; who: string; at: string }>>
}

/** The names and values that would change what is read now. */
export function changes(extraction: Extraction, values: CorrectedValues): [FieldName, string | null][] {
  return fieldNames.flatMap((name) => {
    const value = values[name]
    return value === undefined || value === extraction.fields[name].value ? [] : [[name, value]]
  })
}

/** The correction with these changes on top of what was corrected before. */
export function addedTo(
  before: Correction | undefined,
  invoiceId: string,
  changed: readonly [FieldName, string | null][],
  { who, at }: { who: string; at: Date },
): Correction {
  const added = changed.map(([name, value]) => [name, { value, who, at: at.toISOString() }])
  const fields = { ...before?.fields, ...(Object.fromEntries(added) as Correction['fields']) }
  return { schema: 'correction-v1', invoiceId, fields }
}

/** The reading with the person's values in it, each with the person for its evidence. */
export function corrected(extraction: Extraction, { fields }: Correction): Extraction {
  const byHand = Object.entries(fields).map(([name, { value, who }]): [string, Field] => [
    name,
    value === null
      ? nothingRead(`taken away by ${who}`)
      : { value, evidence: { source: 'person', by: who, quote: value } },
  ])
  const now = { ...extraction.fields, ...(Object.fromEntries(byHand) as Partial<Fields>) }
  const isRead = now.invoiceNumber.value !== null || now.totalAmount.value !== null
  return {
    ...extraction,
    verdict: extraction.verdict === 'could-not-be-read' && isRead ? 'read' : extraction.verdict,
    fields: now,
    // As of the newest correction, so that every later run finds the same.
    doubts: doubtsAnew(
      extraction.doubts.filter(({ field }) => field === undefined || fields[field] === undefined),
      now,
      new Date(Math.max(...Object.values(fields).map(({ at }) => Date.parse(at)))),
    ),
  }
}
