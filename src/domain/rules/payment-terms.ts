/** When payment terms in words fall due: by a date they state, or by a number of days from the invoice date. */
import { addDays } from '../dates.ts'
import { meantDate } from './date-order.ts'
import { findDates } from './date-text.ts'
import { fold } from './fold.ts'
import type { Language } from './language.ts'
import { anyOf, words } from './vocabulary.ts'

export interface DueByTerms {
  readonly date: string
  readonly quote: string
  /** True where the date stands nowhere and was reckoned from the invoice date. */
  readonly computed: boolean
  readonly days?: number
}

/** Words of a discount for early payment. */
export const discount = new RegExp(`(?<![a-z])(${anyOf(words.discount)})|%`)
const daysForm = new RegExp(
  `(?<![\\d.,])(\\d{1,3}) ?(?:\\([a-z]{0,20}\\) ?)?(?:[a-z]{0,12} )?(?:${anyOf(words.days)})(?![a-z])`,
  'g',
)
const netForm = /(?<![a-z])net[ to]{0,3}(\d{1,3})(?!\d|[.,/]\d| ?%)/
const endOfMonth = new RegExp(`(?<![a-z])(${anyOf(words.endOfMonth)})(?![a-z])`)

/** Undefined where the words state neither, several, or only the last day of a discount. */
export function dueByTerms(
  text: string,
  invoiceDate: string | null,
  language?: Language,
): DueByTerms | undefined {
  const parts = text
    .split(/[\n;]|,(?!\d)| \/ |\. (?=\D)/)
    .filter((part) => part.trim() !== '' && !part.startsWith('#'))
  const plain = parts.filter((part) => !discount.test(fold(part)))
  const dated = plain.flatMap((part) =>
    findDates(part).flatMap((found) => {
      const date = meantDate(found, { dateOrder: undefined, language })
      return date === undefined ? [] : [{ date, quote: found.quote }]
    }),
  )
  const later = dated.filter(({ date }) => invoiceDate === null || date >= invoiceDate)
  if (new Set(later.map(({ date }) => date)).size === 1 && later[0]) return { ...later[0], computed: false }
  if (later.length > 0 || invoiceDate === null) return undefined
  const termed = plain.flatMap((part) => {
    const folded = fold(part)
    if (endOfMonth.test(folded)) return []
    const counted = [...folded.matchAll(daysForm)]
    const forms = counted.length > 0 ? counted : [netForm.exec(folded)].filter((form) => form !== null)
    return forms.map((form) => ({ days: Number(form[1]), quote: part.trim() }))
  })
  const [first] = termed
  if (first === undefined || termed.some(({ days }) => days !== first.days)) return undefined
  return { date: addDays(invoiceDate, first.days), quote: first.quote, computed: true, days: first.days }
}
