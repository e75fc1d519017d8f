/** Whether a document writes the day or the month first, from its own dates, its language and its addresses. */
import type { FoundDate } from './date-text.ts'
import type { Language } from './language.ts'

export type DateOrder = 'dayFirst' | 'monthFirst'

/** "Redmond, WA 98052", "Allenville, Michigan 49760", "NY, 10001". */
const usAddress =
  /(?:, ?| )(?:AL|AK|AZ|AR|CA|CO|CT|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY|DC),? {0,3}\d{5}(?:-\d{4})?(?!\d)|\bUSA\b|United States/
const otherAddress =
  /\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|United Kingdom|\bIreland\b|\bAustralia\b|New Zealand|£|\bGST\b|\bABN\b/
/** Words that are rarely seen on invoices from the United States. */
const elsewhere = /\bVAT\b|\bIBAN\b|€/

/** Undefined where nothing tells, or the document does not keep to one order. */
export function dateOrderOf(
  dates: readonly FoundDate[],
  texts: readonly string[],
  language: Language,
): DateOrder | undefined {
  const differing = dates.filter(({ dayFirst, monthFirst }) => dayFirst !== monthFirst)
  const onlyDay = differing.some(({ monthFirst, quote }) => monthFirst === undefined && !quote.includes('.'))
  const onlyMonth = differing.some(({ dayFirst }) => dayFirst === undefined)
  if (onlyDay !== onlyMonth) return onlyDay ? 'dayFirst' : 'monthFirst'
  if (onlyDay) return undefined
  if (language !== undefined && language !== 'en') return 'dayFirst'
  const isUs = texts.some((text) => usAddress.test(text))
  const isOther = texts.some((text) => otherAddress.test(text))
  if (isUs !== isOther) return isUs ? 'monthFirst' : 'dayFirst'
  return !isUs && texts.some((text) => elsewhere.test(text)) ? 'dayFirst' : undefined
}

/** The one date meant, or undefined where it could be two. */
export function meantDate(
  date: FoundDate,
  { dateOrder: order, language }: { dateOrder: DateOrder | undefined; language: Language },
): string | undefined {
  if (date.croatian !== undefined && (language === undefined || language === 'hr'))
    return language && date.croatian
  const { dayFirst, monthFirst } = date
  if (dayFirst === monthFirst || monthFirst === undefined) return dayFirst
  if (dayFirst === undefined) return monthFirst
  return order === undefined ? undefined : date[order]
}
