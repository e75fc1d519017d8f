/** Tells an invoice number from what stands around it: "FV 7/2021", "RE-20201121/508 issued at …", "FT A/123". */
import { isCurrency } from '../money.ts'
import { findDates } from './date-text.ts'
import { fold } from './fold.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

const cut = new RegExp(`[ ,;(]+(?:${wholeWords(phrases(words.numberCuts))})(?=[ :.])`, 'u')
/** What still stands between "Invoice:" and the number. */
const lead = new RegExp(
  `^(?:\\([^)]{1,20}\\) ?|(?:${wholeWords(phrases(words.numberWords))}|no(?=\\d))[\\s.:#=]*|[\\s.:#=]+)+`,
  'u',
)

/** The number at the beginning of a text: "FV 7/2021", "RE-20201121/508 issued at …", "123". */
export function numberIn(text: string, mayBeDate = false): string | undefined {
  const folded = fold(text)
  const from = lead.exec(folded)?.[0].length ?? 0
  const rest = text.slice(from)
  const end = cut.exec(fold(` ${rest}`))?.index
  const tokens = (end === undefined ? rest : rest.slice(0, Math.max(0, end - 1)))
    .trim()
    .split(/\s+/)
    .slice(0, 6)
  const value = joined(tokens).replace(/[.,;:]+$/, '')
  return isNumberLike(value, mayBeDate) ? value : undefined
}

/** A prefix in capitals belongs to it, and so does what stands behind a hanging slash or hyphen. */
function joined([first = '', second = '', ...rest]: readonly string[]): string {
  const isPrefix =
    /^\p{Lu}{1,5}[-/.]?$/u.test(first) &&
    /^(?:\p{Lu}{1,4}[-/.])?[\d/-]/u.test(second) &&
    second !== '-' &&
    !isCurrency(first)
  const isHanging =
    second !== '' && (/[-/]$/.test(first) || /^[/-]\S*$/.test(second)) && /\d/.test(first + second)
  if (isPrefix) return joined([`${first} ${second}`, ...rest])
  if (isHanging && second !== '-') return joined([`${first} ${second}`, ...rest])
  return first
}

function isNumberLike(text: string, mayBeDate: boolean): boolean {
  if (!/\d/.test(text) || text.length > 40 || /[@€$£]|%.|:\/\/|^\+/.test(text)) return false
  if (/^\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$/.test(text)) return false
  const [date] = findDates(text)
  if (mayBeDate && text.includes('/')) return true
  return !(date !== undefined && date.quote.length >= text.length - 1)
}

/** "8001 Zürich", "D-20095 Hamburg", "1015 EA Amsterdam": a postcode is no number of ours. */
export const isTown = (text: string): boolean =>
  /^(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{2}-\d{3}|\d{3} \d{2})(?: [A-Z]{2})? \p{Lu}[\p{L} .'-]+$/u.test(text.trim())
