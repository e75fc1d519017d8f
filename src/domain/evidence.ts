/** Holds values against the words they are said to come from: a quote that is not in the text is not evidence. */
import {
  refusedValue,
  type Field,
  type FieldName,
  type Fields,
  type PageText,
  type Reading,
} from './reading.ts'
import { findAmounts } from './rules/amount-text.ts'
import { markAfter } from './rules/currency-text.ts'
import { findDates } from './rules/date-text.ts'
import { fold } from './rules/fold.ts'
import { dueByTerms } from './rules/payment-terms.ts'

/** Words with single blanks between them, without case and accents; "n°7" is no word that goes on. */
export const collapsed = (text: string): string =>
  fold(text.replace(/[°º]/g, '.')).replace(/\s+/g, ' ').trim()
const compact = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')

/** The quote stands in the page's text (in any page's where none is named), case, accents and blanks aside. */
export function quoteStands(quote: string, page: number | undefined, pages: readonly PageText[]): boolean {
  return standsOn(foldedPages(pages), quote, page)
}

/** Folded once for all fields of a reading: a document may have many pages. */
const foldedPages = (pages: readonly PageText[]): readonly PageText[] =>
  pages.map(({ page, text }) => ({ page, text: collapsed(text) }))

function standsOn(folded: readonly PageText[], quote: string, page: number | undefined): boolean {
  const wanted = collapsed(quote)
  if (wanted === '') return false
  return folded
    .filter((one) => page === undefined || one.page === page)
    .some(({ text }) => standsWhole(wanted, text))
}

const standsWhole = (wanted: string, text: string): boolean => wholeIn(wanted, text).next().done === false

/** Where it stands, not as a part of a longer word or number: "110.00" is neither in "2110.00" nor in "2,110.00". */
export function* wholeIn(wanted: string, text: string): Generator<number, void> {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at)
    const after = text.slice(at + wanted.length, at + wanted.length + 2)
    if (!goesOn(before, wanted[0] ?? '') && !goesOn(wanted.at(-1) ?? '', after)) yield at
  }
}

/** A word or a number runs on over the place between the two texts. */
function goesOn(left: string, right: string): boolean {
  return (
    (isWord(left.at(-1)) && isWord(right[0])) ||
    (isWord(left.at(-1)) && /^[.,']\d/.test(right) && /\d$/.test(left)) ||
    (/\d[.,']$/.test(left) && /^\d/.test(right))
  )
}

const isWord = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter)

/** The reading without the values whose quote is not in the text, or that are not in their quote. */
export function supported(reading: Reading, pages: readonly PageText[]): Reading {
  const folded = foldedPages(pages)
  return withFields(reading, (name, field) => supportedField(name, field, reading.fields, folded))
}

/** As `supported`, for a picture: its words cannot be looked up, but a value that is not even in its own quote is refused. */
export function supportedByQuotes(reading: Reading): Reading {
  return withFields(reading, (name, field) => supportedField(name, field, reading.fields, undefined))
}

function withFields(reading: Reading, held: (name: FieldName, field: Field) => Field): Reading {
  const fields = Object.entries(reading.fields).map(([name, field]) => [name, held(name as FieldName, field)])
  return { ...reading, fields: Object.fromEntries(fields) as Fields }
}

function supportedField(
  name: FieldName,
  field: Field,
  fields: Fields,
  folded: readonly PageText[] | undefined,
): Field {
  if (field.value === null) return field
  const { quote, page } = field.evidence
  if (folded !== undefined && !standsOn(folded, quote, page))
    return refusedValue(field.value, 'the words it was read from are not in the document')
  return isInQuote(name, field.value, quote, fields)
    ? field
    : refusedValue(field.value, 'it is not in the words it was read from')
}

/** The words hold the value, in whatever form the field is printed. */
export function isInQuote(name: FieldName, value: string, quote: string, fields: Fields): boolean {
  switch (name) {
    case 'totalAmount':
    case 'netAmount':
    case 'taxAmount':
    case 'amountDue':
      return amountsIn(quote).some((amount) => Math.abs(Number(amount)) === Math.abs(Number(value)))
    case 'invoiceDate':
      return datesIn(quote).includes(value)
    case 'dueDate':
      return datesIn(quote).includes(value) || dueByTerms(quote, fields.invoiceDate.value)?.date === value
    case 'currency':
      return [...quote.matchAll(/[^\s\d.,]/g)].some(({ index }) =>
        markAfter(quote, index)?.means.includes(value),
      )
    case 'invoiceNumber':
    case 'purchaseOrder':
      // Short numbers stand in many a longer one.
      return standsWhole(collapsed(value), collapsed(quote))
    case 'vendorName':
    case 'vendorTaxId':
    case 'iban':
    case 'buyerName':
      return compact(value) !== '' && compact(quote).includes(compact(value))
  }
}

/** Every amount that the words may mean, under either meaning of point and comma: a quote is not the whole document. */
export function amountsIn(quote: string): string[] {
  return ([',', '.', undefined] as const)
    .flatMap((decimal) => [true, false].map((blankGroups) => ({ decimal, blankGroups })))
    .flatMap((format) => findAmounts(quote, format).map((amount) => amount.value))
}

function datesIn(quote: string): string[] {
  return findDates(quote).flatMap(({ dayFirst, monthFirst, croatian }) =>
    [dayFirst, monthFirst, croatian].filter((date) => date !== undefined),
  )
}
