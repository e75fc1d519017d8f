/** Reads the currency: the mark at the total, else the only one in the document; a shared mark by the country. */
import { isCurrency } from '../money.ts'
import { nothingRead, type Field } from '../reading.ts'
import { findAmounts } from './amount-text.ts'
import { markAfter, type CurrencyMark } from './currency-text.ts'
import { fold } from './fold.ts'
import { found } from './found.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import type { TotalRow } from './total-rows.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

interface Seen {
  readonly mark: CurrencyMark
  readonly cell: SheetCell
  /** The words with the mark, where they are not the cell's. */
  readonly words?: string
}

const countries = Object.entries(words.countries).map(
  ([country, list]) => [country, new RegExp(wholeWords(phrases(list)), 'u')] as const,
)
const countryOf: Readonly<Record<string, string>> = {
  USD: 'US',
  CAD: 'CA',
  AUD: 'AU',
  NZD: 'NZ',
  SGD: 'SG',
  HKD: 'HK',
  MXN: 'MX',
  SEK: 'SE',
  NOK: 'NO',
  DKK: 'DK',
  ISK: 'IS',
  JPY: 'JP',
  CNY: 'CN',
}
const languageOfCountry: Readonly<Record<string, string>> = { SE: 'sv', DK: 'da', NO: 'no' }
const currencyWords =
  /(?:currency|wahrung|devise|moneda|divisa|valuta|moeda|waluta|mena|betrage in|amounts in|montants? (?:en|exprimes)|bedragen in|importi in|prices are in)/

export function readCurrency(sheet: Sheet, total: TotalRow | undefined): Field {
  const atTotal = total?.amount.mark && { mark: total.amount.mark, cell: total.cell }
  const nearTotal = atTotal ?? codesIn(total?.label, total?.cell)
  if (nearTotal) {
    const sure = settled(sheet, nearTotal)
    if (sure) return sure
  }
  const stated = sheet.cells
    .filter(({ folded }) => currencyWords.test(folded))
    .flatMap((cell) => [cell, sheet.lines[cell.line]?.cells[cell.at + 1] ?? cell])
    .flatMap((cell) => marksIn(cell))
  const seen = stated.length > 0 ? stated : allMarks(sheet)
  const [first] = seen
  const [code, ...more] = new Set(seen.flatMap((one) => meanings(sheet, one.mark)))
  if (first === undefined || code === undefined) return nothingRead('The document shows no currency.')
  if (more.length > 0)
    return nothingRead(`The document's currency could be ${[code, ...more].slice(0, 4).join(', ')}.`)
  return foundAt(code, first)
}

const foundAt = (code: string, { cell, words = cell.text }: Seen): Field => found(code, words, [cell])

function settled(sheet: Sheet, seen: Seen): Field | undefined {
  const [code, ...more] = meanings(sheet, seen.mark)
  return code === undefined || more.length > 0 ? undefined : foundAt(code, seen)
}

/** A shared mark such as "$" or "kr" is decided by a code in the document, then by its countries. */
function meanings(sheet: Sheet, mark: CurrencyMark): readonly string[] {
  if (mark.means.length === 1) return mark.means
  const coded = mark.means.filter((code) =>
    sheet.cells.some(
      ({ text }) => new RegExp(`(?<![A-Za-z])${code}(?![A-Za-z])`).test(text) || worded(text, code),
    ),
  )
  if (coded.length > 0) return coded
  const byLanguage = mark.means.filter(
    (code) => sheet.language !== undefined && languageOfCountry[countryOf[code] ?? ''] === sheet.language,
  )
  if (byLanguage.length > 0) return byLanguage
  const text = sheet.lines.map((line) => fold(line.text)).join('\n')
  const here = mark.means.filter((code) =>
    countries.some(([country, form]) => country === countryOf[code] && form.test(text)),
  )
  if (mark.quote === '$' && (sheet.dateOrder === 'monthFirst' || here.length === 0))
    return here.length > 1 || here.length === 0 ? ['USD'] : here
  return here.length > 0 ? here : mark.means
}

const worded = (text: string, code: string): boolean =>
  Object.entries(words.currencies.words).some(([word, means]) => means === code && fold(text).includes(word))

function allMarks(sheet: Sheet): Seen[] {
  const atAmounts = sheet.cells.flatMap((cell) =>
    findAmounts(cell.text, sheet.numbers).flatMap(({ mark }) => (mark === undefined ? [] : [{ mark, cell }])),
  )
  if (atAmounts.length > 0) return atAmounts
  return sheet.cells.filter(({ text }) => text.length < 40).flatMap((cell) => marksIn(cell))
}

const commonCodes =
  /(?<![A-Za-z])(?:EUR|USD|GBP|CHF|PLN|SEK|NOK|DKK|CZK|HUF|RON|CAD|AUD|NZD|JPY|CNY|SGD|HKD|INR|ZAR|BRL|MXN|HRK|BGN)(?![A-Za-z])/

/** Codes and symbols in words without amounts: "Total (EUR)", "Gesamt €". */
function marksIn(cell: SheetCell): Seen[] {
  const code = commonCodes.exec(cell.text)?.[0]
  if (code !== undefined && isCurrency(code)) return [{ mark: { quote: code, means: [code] }, cell }]
  const symbol = /[€£$]/.exec(cell.text)
  const mark = symbol === null ? undefined : markAfter(cell.text, symbol.index)
  return mark === undefined ? [] : [{ mark, cell }]
}

function codesIn(label: string | undefined, cell: SheetCell | undefined): Seen | undefined {
  const code = label === undefined ? undefined : commonCodes.exec(label)?.[0]
  if (label === undefined || code === undefined || cell === undefined) return undefined
  return { mark: { quote: code, means: [code] }, cell, words: label }
}
