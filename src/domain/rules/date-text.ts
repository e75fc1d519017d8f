/** Finds dates in text; a date of digits alone may have two readings. */
import { calendarDate } from '../dates.ts'
import { fold } from './fold.ts'
import { anyOf, months } from './vocabulary.ts'

export interface FoundDate {
  readonly index: number
  readonly quote: string
  /** Day before month; undefined where there is no such day. */
  readonly dayFirst: string | undefined
  readonly monthFirst: string | undefined
  /** "Listopad" is November in Polish and Czech, and October here. */
  readonly croatian?: string
}

const month = `(${anyOf([...months.keys()])})\\.?`
const year = `(\\d{4}|['’]?\\d{2})`
const forms: readonly {
  form: RegExp
  read: (parts: readonly string[]) => Omit<FoundDate, 'index' | 'quote'>
}[] = [
  // 2024-03-31, 2024/03/31, 2024. 03. 31.
  {
    form: /(?<![\d.,/-])(\d{4})[-/.] ?(\d{1,2})[-/.] ?(\d{1,2})(?![\d/-])/g,
    read: ([y = '', m = '', d = '']) => certain(y, Number(m), d),
  },
  // 31.03.2024, 31/3/24, 31-03-2024, 31. 3. 2024
  {
    form: /(?<![\d.,/-])(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?![\d/-])(?!,\d|\.\d)/g,
    read: ([first = '', separator, second = '', y = '']) => ({
      dayFirst: calendarDate(fullYear(y), Number(second), Number(first)),
      // Nobody writes the month first with points.
      monthFirst: separator === '.' ? undefined : calendarDate(fullYear(y), Number(first), Number(second)),
    }),
  },
  // 31 March 2024, 31. März 2024, 1er août 2015, 3 de agosto de 2014, 02-Jul-2015
  {
    form: new RegExp(
      `(?<![\\d.,])(\\d{1,2})(?:st|nd|rd|th|er|\\.|o)?[ -]{0,2}(?:(?:de|of|den) )?${month}(?:[ -]{1,2}|, ?| (?:de|del) |/)${year}(?!\\d)`,
      'g',
    ),
    read: ([d = '', m = '', y = '']) => named(y, m, d),
  },
  // March 31, 2024, August 3 , 2014
  {
    form: new RegExp(`(?<![a-z])${month} {0,2}(\\d{1,2})(?:st|nd|rd|th)?(?: ?, ?| )(\\d{4})(?!\\d)`, 'g'),
    read: ([m = '', d = '', y = '']) => named(y, m, d),
  },
]

export function findDates(text: string): FoundDate[] {
  const folded = fold(text)
  const found: FoundDate[] = []
  for (const { form, read } of forms)
    for (const match of folded.matchAll(form)) {
      const { index } = match
      const end = index + match[0].length
      if (found.some((other) => index < other.index + other.quote.length && other.index < end)) continue
      const readings = read(match.slice(1))
      if (readings.dayFirst !== undefined || readings.monthFirst !== undefined)
        found.push({ index, quote: text.slice(index, end), ...readings })
    }
  return found.toSorted((a, b) => a.index - b.index)
}

function named(year: string, month: string, day: string): Omit<FoundDate, 'index' | 'quote'> {
  const croatian = month.startsWith('listopad') ? certain(year, 10, day).dayFirst : undefined
  return { ...certain(year, months.get(month), day), ...(croatian !== undefined && { croatian }) }
}

function certain(
  year: string,
  month: number | undefined,
  day: string,
): Pick<FoundDate, 'dayFirst' | 'monthFirst'> {
  const date = month === undefined ? undefined : calendarDate(fullYear(year), month, Number(day))
  return { dayFirst: date, monthFirst: date }
}

/** Two digits are this century up to 79. */
function fullYear(text: string): number {
  const year = Number(text.replace(/^['’]/, ''))
  if (text.replace(/\D/g, '').length === 4) return year
  return year < 80 ? 2000 + year : 1900 + year
}
