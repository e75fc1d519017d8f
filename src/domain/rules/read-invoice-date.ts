/** Reads the invoice date: at its label, behind the number, at a plain "Date", or from the letterhead. */
import type { Field } from '../reading.ts'
import { labelled, type Labelled } from './beside.ts'
import { meantDate } from './date-order.ts'
import { findDates } from './date-text.ts'
import { datesAt, orAmbiguous } from './dates-at.ts'
import { fold } from './fold.ts'
import { agreed, foundIn, type Found } from './found.ts'
import type { Sheet } from './sheet.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

const itemHead = new RegExp(`^\\W*${wholeWords(phrases(words.itemHeads))}\\W*$`, 'u')

export function readInvoiceDate(sheet: Sheet): Field {
  const strong = datesAt(sheet, labelled(sheet, 'invoiceDate'))
  const behind = strong.length > 0 ? [] : behindNumber(sheet)
  const plain = datesAt(
    sheet,
    labelled(sheet, 'date').filter((one) => !isColumn(sheet, one)),
  )
  const field = agreed([strong, behind, plain, letterDates(sheet)], 'invoice date')
  return field.value === null ? orAmbiguous(sheet, field, ['invoiceDate', 'date']) : field
}

/** The head of a column in the table of items, or of a list: its dates are not the invoice's. */
function isColumn(sheet: Sheet, { cell, places }: Labelled): boolean {
  const dates = places.filter(({ where, text }) => where === 'below' && findDates(text).length > 0)
  const line = sheet.lines[cell.line]
  return dates.length > 1 || (line?.cells.some(({ folded }) => itemHead.test(folded)) ?? false)
}

/** Nothing but a number and a connecting word stands between "Invoice" and the date. */
const numberThenDate =
  /^(?: ?\([^)]{1,12}\))?[\s.:#-]*(?:\p{L}{1,3}\.?[\s.:#]{1,2})?(?:\S*\d\S*[\s,]+)?(?:\S{1,9}\s+){0,2}$/u

/** "Facture n° 12 du 2 juillet 2015", "Invoice 12 issued at 2019-06-10". */
function behindNumber(sheet: Sheet): Found[] {
  return labelled(sheet, 'invoiceNumber', 'title', 'creditTitle')
    .filter(({ cell, label }) => cell.line < 40 && label.start < 15 && cell.text.length < 100)
    .flatMap(({ cell, label, words }) => {
      const next = sheet.lines[cell.line]?.cells[cell.at + 1]
      const own = cell.text.slice(label.end)
      const rest = findDates(own).length > 0 || !next ? own : `${own} ${next.text}`
      const [date] = findDates(rest)
      const isBehind = date !== undefined && numberThenDate.test(fold(rest.slice(0, date.index)))
      const value = isBehind ? meantDate(date, sheet) : undefined
      return value === undefined ? [] : [foundIn(value, rest === own || !next ? cell : next, words)]
    })
}

/** "Berlin, den 3. März 2024", or a date that stands alone, at the head of the first page. */
function letterDates(sheet: Sheet): Found[] {
  const others = labelled(sheet, 'dueDate', 'otherDate').flatMap(({ places }) =>
    places.map(({ cell }) => cell),
  )
  return sheet.cells
    .filter((cell) => cell.page === sheet.lines[0]?.page && cell.line < 30 && cell.labels.length === 0)
    .filter((cell) => !others.includes(cell))
    .flatMap((cell) => {
      const [date, more] = findDates(cell.text)
      if (date === undefined || more !== undefined) return []
      const before = cell.folded.slice(0, date.index)
      const isWhole = date.index + date.quote.length >= cell.text.trimEnd().length - 1
      const value = meantDate(date, sheet)
      const isLetterhead =
        before.trim() === '' || /^[\p{L} .-]{2,30}, ?(?:(?:den|le|il|li|dnia|den|a|am) )?$/u.test(before)
      return value !== undefined && isWhole && isLetterhead ? [foundIn(value, cell)] : []
    })
}
