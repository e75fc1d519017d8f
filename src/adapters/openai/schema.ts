/** The form of the model's answer, "invoice-v2": every field a value with its words and their page, or null. */
import { z } from 'zod'
import { fieldNames, type FieldName } from '../../domain/reading.ts'

/** Named in every extraction: prompt and schema change under a new name only. */
export const schemaName = 'invoice-v2'

const meanings: Readonly<Record<FieldName, string>> = {
  vendorName: 'Name of the seller who issued the document and wants to be paid; never the buyer',
  vendorTaxId: "The seller's VAT or tax number, as printed",
  invoiceNumber: 'Number of this invoice or credit note, as printed; no order, customer or delivery number',
  invoiceDate: 'Date of issue, YYYY-MM-DD',
  dueDate: 'Date by which it is to be paid, YYYY-MM-DD, printed or following from printed terms of payment',
  totalAmount:
    'Total with tax: digits with "." as the decimal point, such as 1234.50; no currency, no grouping',
  netAmount: 'Total without tax, in the same form',
  taxAmount: 'Total tax, in the same form',
  amountDue: 'What is left to pay after prepayments, in the same form',
  currency: 'ISO 4217 code of the amounts, such as EUR',
  iban: "The seller's IBAN",
  purchaseOrder: "The buyer's order number",
  buyerName: 'Name of the buyer who has to pay',
}

/** Strict mode knows null but no optional, no ranges and no lengths: those are looked at when the answer is here. */
const fieldOf = (meaning: string) =>
  z
    .strictObject({
      value: z.string(),
      quote: z.string(),
      page: z.number(),
    })
    .nullable()
    .describe(meaning)

type FieldAnswer = z.infer<ReturnType<typeof fieldOf>>

const fields = Object.fromEntries(fieldNames.map((name) => [name, fieldOf(meanings[name])])) as Record<
  FieldName,
  ReturnType<typeof fieldOf>
>

export const answerSchema = z.strictObject({
  documentType: z.enum(['invoice', 'credit-note', 'not-an-invoice']),
  ...fields,
})

export type ModelAnswer = z.infer<typeof answerSchema>
export type { FieldAnswer }

/** As the service takes it. */
export function answerJsonSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(answerSchema)
  return schema
}
