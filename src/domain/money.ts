/** Money as whole minor units with its currency; never a floating number (ISO 4217). */

/** `minor` counts the currency's smallest unit: 12345 EUR is 123.45, 12345 JPY is 12345, 12345 KWD is 12.345. */
export interface Money {
  readonly minor: number
  readonly currency: string
}

/** A number as read from a document, before its currency is known: plain digits, '.' as the point, '-' in front. */
export type Decimal = string

const decimalForm = /^-?\d{1,13}(\.\d{1,6})?$/
const known = new Set(Intl.supportedValuesOf('currency'))

export function isDecimal(text: string): boolean {
  return decimalForm.test(text)
}

export function isCurrency(code: string): boolean {
  return known.has(code)
}

/** A formatter is dear to make, and there are few currencies. */
const exponents = new Map<string, number>()

/** Digits after the point, by ISO 4217: EUR 2, JPY 0, KWD 3. */
export function exponentOf(currency: string): number {
  const kept = exponents.get(currency)
  if (kept !== undefined) return kept
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const exponent = format.resolvedOptions().maximumFractionDigits ?? 2
  // Only real codes are kept: a stranger's document must not fill the memory.
  if (isCurrency(currency)) exponents.set(currency, exponent)
  return exponent
}

/** The amount in minor units, or undefined where it is no decimal, the currency is none, or it has finer digits. */
export function toMoney(decimal: Decimal, currency: string): Money | undefined {
  if (!isDecimal(decimal) || !isCurrency(currency)) return undefined
  const exponent = exponentOf(currency)
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined
  const minor = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'))
  if (!Number.isSafeInteger(minor)) return undefined
  return { minor: decimal.startsWith('-') && minor !== 0 ? -minor : minor, currency }
}

/** Back to plain digits: `{minor: -12345, currency: 'EUR'}` is "-123.45". */
export function toDecimal(money: Money): Decimal {
  const exponent = exponentOf(money.currency)
  const digits = String(Math.abs(money.minor)).padStart(exponent + 1, '0')
  const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
  return money.minor < 0 ? `-${text}` : text
}

/** As a person reads it, with the code behind so that nobody mistakes one dollar for another: "1,234.50 EUR". */
export function formatMoney(money: Money): string {
  const [whole = '', fraction] = toDecimal(money).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${money.currency}`
}
