/** When two documents are the same invoice in business terms: vendor, number and year. */
import type { Fields } from './reading.ts'
import type { Coding } from './vendor.ts'

export interface BusinessKey {
  readonly by: 'business key'
  readonly vendor: string
  readonly number: string
  readonly year: number
}

/** Case, accents, blanks and punctuation do not make another vendor. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** "RE-2026 / 0042" and "re2026-42" are typed by different hands: letters and digits only, upper case. */
export function normaliseNumber(number: string): string {
  return number.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The claim by business key, or undefined where a part of it was not read: then only the file can tell a double. */
export function businessKeyOf(fields: Fields, coding: Coding): BusinessKey | undefined {
  const number = fields.invoiceNumber.value
  const date = fields.invoiceDate.value
  const vendor = coding.vendorId ?? fields.vendorTaxId.value ?? fields.vendorName.value
  if (!number || !date || !vendor) return undefined
  return {
    by: 'business key',
    vendor: normaliseName(vendor),
    number: normaliseNumber(number),
    year: Number(date.slice(0, 4)),
  }
}
