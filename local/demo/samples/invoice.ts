/** An invoice as plain data; layouts and e-invoice syntaxes draw from it. */
import type { Decimal } from '../../../src/domain/money.ts'

export type Language = 'de' | 'en' | 'es' | 'fr' | 'it' | 'nl' | 'sv'

/** How numbers and dates are written; BCP 47. */
export type Locale =
  | 'de-DE'
  | 'de-CH'
  | 'en-GB'
  | 'en-US'
  | 'en-IE'
  | 'es-ES'
  | 'fr-FR'
  | 'it-IT'
  | 'nl-NL'
  | 'sv-SE'

export interface Address {
  readonly street: string
  readonly city: string
  readonly postcode: string
  /** ISO 3166. */
  readonly country: string
  /** As printed below the city; left out within one country. */
  readonly countryName?: string
}

export interface Party {
  readonly name: string
  readonly address: Address
  readonly taxId?: string
}

export interface Seller extends Party {
  readonly mail: string
  readonly phone: string
  readonly bank: string
  /** Absent where the country has none; then `account` says where to pay. */
  readonly iban?: string
  readonly bic?: string
  readonly account?: string
  /** Registration and directors, in small print, line by line. */
  readonly register: readonly string[]
  /** Of headings and rules, "#rrggbb". */
  readonly colour: string
}

export interface InvoiceLine {
  readonly text: string
  /** At most two decimals. */
  readonly quantity: number
  readonly unit: string
  readonly price: Decimal
}

export interface Invoice {
  readonly kind: 'invoice' | 'credit-note'
  readonly language: Language
  readonly locale: Locale
  readonly currency: string
  readonly seller: Seller
  readonly buyer: Party
  readonly number: string
  /** ISO dates. */
  readonly issued: string
  readonly due?: string
  readonly order?: string
  readonly customer?: string
  readonly lines: readonly InvoiceLine[]
  /** Per cent, at most one decimal; 0 where no tax is charged, and `taxNote` says why. */
  readonly taxRate: number
  readonly taxNote?: string
  /** What the lines must come to, with tax. */
  readonly total: Decimal
  /** One sentence to the reader. */
  readonly note?: string
}
