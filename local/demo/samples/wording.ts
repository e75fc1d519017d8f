/** The words of an invoice in its language, and how its dates and amounts are written. */
import { exponentOf, type Money } from '../../../src/domain/money.ts'
import type { Address, Invoice, InvoiceLine, Language, Locale } from './invoice.ts'
import words from './wording.json' with { type: 'json' }

export type Words = (typeof words)['en']

export const wordsOf = (language: Language): Words => words[language]

export const titleOf = ({ kind, language }: Invoice): string => words[language][kind]

/** "VAT 20 %", "USt. 19 %". */
export function taxLabel({ language, locale, taxRate }: Invoice): string {
  return `${words[language].tax} ${taxRate.toLocaleString(locale)} %`
}

const monthInWords = new Set<Locale>(['en-GB', 'en-IE', 'en-US', 'fr-FR'])

export function dateText(iso: string, locale: Locale): string {
  const style: Intl.DateTimeFormatOptions = monthInWords.has(locale)
    ? { day: 'numeric', month: 'long', year: 'numeric' }
    : { day: '2-digit', month: '2-digit', year: 'numeric' }
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`))
}

export const quantityText = ({ quantity, unit }: InvoiceLine, locale: Locale): string =>
  printable(`${quantity.toLocaleString(locale)} ${unit}`)

/** Without its currency: "1.190,00". */
export function amountText({ minor, currency }: Money, locale: Locale): string {
  const digits = exponentOf(currency)
  return printable(
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: true,
    }).format(minor / 10 ** digits),
  )
}

/** With its currency as the country writes it: "1.190,00 €", "£420.00". */
export function moneyText({ minor, currency }: Money, locale: Locale): string {
  const value = minor / 10 ** exponentOf(currency)
  return printable(
    new Intl.NumberFormat(locale, { style: 'currency', currency, useGrouping: true }).format(value),
  )
}

/** The PDF's built-in fonts know neither the narrow blank of French numbers nor the long minus of Swedish ones. */
function printable(text: string): string {
  return text.replaceAll('\u202f', '\u00a0').replaceAll('\u2212', '-')
}

export function addressLines({ street, city, postcode, country, countryName }: Address): string[] {
  const town =
    country === 'GB' || country === 'IE' || country === 'US' || country === 'JP'
      ? `${city} ${postcode}`
      : `${postcode} ${city}`
  return [street, town, ...(countryName === undefined ? [] : [countryName])]
}

/** "DE12 3456 …", as people print it. */
export const ibanText = (iban: string): string => iban.replace(/.{4}(?=.)/g, '$& ')
