/** A vendor as accounts payable keeps him, and the coding that follows from him. */
import { z } from 'zod'
import { isCurrency } from './money.ts'

const text = z.string().trim().min(1).max(200)
const list = z.array(text).max(50).default([])

/** The body of PUT /vendors/{id} and a line of the CSV import. */
export const vendorSchema = z.strictObject({
  name: text,
  aliases: list,
  mailDomains: list.meta({ description: 'Domains that the vendor writes from, such as contoso.com.' }),
  taxIds: list,
  ibans: list,
  ledgerAccount: text.optional(),
  department: text.optional(),
  allocationSchedule: text.optional(),
  billingParty: text.optional(),
  currency: z
    .string()
    .refine(isCurrency, 'is no ISO 4217 currency; use a code such as EUR')
    .optional()
    .meta({ description: 'ISO 4217.' }),
  terms: z.int().min(0).max(365).optional().meta({ description: 'Payment terms in days.' }),
  reseller: z
    .boolean()
    .default(false)
    .meta({ description: "A reseller's invoices carry somebody else's goods: a person codes them." }),
  active: z.boolean().default(true),
  checkDuplicates: z.boolean().default(true).meta({
    description:
      'False where the vendor numbers his invoices so that one number comes twice; the same file stays a duplicate.',
  }),
})

export type VendorFacts = z.infer<typeof vendorSchema>

/** `vendorId` is a short word of letters, digits and hyphens, made from the name where none is given. */
export interface Vendor extends VendorFacts {
  readonly vendorId: string
}

export const vendorIdForm = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/** "Müller & Söhne GmbH" becomes "muller-sohne-gmbh". */
export function vendorIdFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '')
}

/** The ledger coding of an invoice, or why a person has to give it. */
export type Coding =
  | {
      readonly kind: 'coded'
      readonly vendorId: string
      readonly vendorName: string
      readonly matchedBy: 'tax id' | 'IBAN' | 'alias' | 'mail domain' | 'name'
      readonly ledgerAccount: string
      readonly department?: string | undefined
      readonly allocationSchedule?: string | undefined
      readonly billingParty?: string | undefined
    }
  | {
      readonly kind: 'needs-coding'
      /** Set where the vendor is known but his coding is not ours to give. */
      readonly vendorId?: string | undefined
      readonly reason: string
    }
