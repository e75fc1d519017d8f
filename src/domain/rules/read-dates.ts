/** Reads the invoice date and the due date; a date that could be two days is left empty. */
import { nothingRead, type Field } from '../reading.ts'
import { labelled, type Labelled, type Place } from './beside.ts'
import { meantDate } from './date-order.ts'
import { findDates } from './date-text.ts'
import { fold } from './fold.ts'
import { agreed, found, foundIn, type Found } from './found.ts'
import { discount, dueByTerms } from './payment-terms.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

const noOrder = 'day and month cannot be told apart'

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

export function readDueDate(sheet: Sheet, invoiceDate: string | null): Field {
  const stated = datesAt(
    sheet,
    labelled(sheet, 'dueDate').filter((one) => !isOfDiscount(one)),
  )
  if (stated.length > 0) return agreed([stated], 'due date')
  const asked = inSentences(sheet)
  if (asked.length > 0) return agreed([asked], 'due date')
  const reckoned = byTerms(sheet, invoiceDate)
  if (reckoned.length > 0) return agreed([reckoned], 'due date')
  return orAmbiguous(sheet, nothingRead('The document states no due date and no single term of payment.'), [
    'dueDate',
  ])
}

/** "Bei Zahlung bis 16.11.2023 2 % Skonto": the last day of a discount is not the day the sum is due. */
function isOfDiscount({ cell, label }: Labelled): boolean {
  const before =
    cell.folded
      .slice(0, label.start)
      .split(/[,;] |\. /)
      .at(-1) ?? ''
  const after = cell.folded.slice(label.start).split(/[,;] |\. /)[0] ?? ''
  return discount.test(before + after)
}

/** A date that is nearest to its label: within its words, then beside, then below. */
function datesAt(sheet: Sheet, labels: readonly Labelled[]): Found[] {
  return labels.flatMap(({ places, words: term }) => {
    for (const place of places) {
      const date = dateIn(sheet, place)
      if (date !== undefined) return [foundIn(date, place.cell, term)]
      if (place.where === 'inside' && /[\p{L}\d]{3}/u.test(place.text)) return []
    }
    return []
  })
}

function dateIn(sheet: Sheet, { text, where }: Place): string | undefined {
  const [first, ...more] = findDates(text)
  // "01.01.2023 - 30.06.2023" is a period.
  if (first === undefined || (where !== 'inside' && first.index > 12) || first.index > 25) return undefined
  const next = more[0]
  if (
    next !== undefined &&
    /^\W{1,5}$|^ (?:to|bis|au|al|tot|a|do|-) $/.test(text.slice(first.index + first.quote.length, next.index))
  )
    return undefined
  return meantDate(first, sheet.dateOrder)
}

/** A column of a table: the next cells are labels or heads of their own and several dates stand below. */
function isColumn(sheet: Sheet, { cell, places }: Labelled): boolean {
  const dates = places.filter(({ where, text }) => where === 'below' && findDates(text).length > 0)
  const line = sheet.lines[cell.line]
  return dates.length > 1 || ((line?.cells.length ?? 0) > 3 && places[0]?.where === 'below')
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
      const value = isBehind ? meantDate(date, sheet.dateOrder) : undefined
      return value === undefined ? [] : [foundIn(value, cell, words)]
    })
}

/** "Berlin, den 3. März 2024", or a date that stands alone, at the head of the first page. */
function letterDates(sheet: Sheet): Found[] {
  return sheet.cells
    .filter((cell) => cell.page === sheet.lines[0]?.page && cell.line < 30 && cell.labels.length === 0)
    .flatMap((cell) => {
      const [date, more] = findDates(cell.text)
      if (date === undefined || more !== undefined) return []
      const before = cell.folded.slice(0, date.index)
      const isWhole = date.index + date.quote.length >= cell.text.trimEnd().length - 1
      const value = meantDate(date, sheet.dateOrder)
      const isLetterhead =
        before.trim() === '' || /^[\p{L} .-]{2,30}, ?(?:(?:den|le|il|li|dnia|den|a|am) )?$/u.test(before)
      return value !== undefined && isWhole && isLetterhead ? [foundIn(value, cell)] : []
    })
}

const { verbs, until } = words.payment
const payBy = new RegExp(`${wholeWords(phrases(verbs))}.{0,80}?${wholeWords(phrases(until))}[\\s:]*$`, 'u')

/** "Bitte zahlen Sie den Betrag bis zum 05.02.2024." */
function inSentences(sheet: Sheet): Found[] {
  return sheet.cells.flatMap((cell) =>
    findDates(cell.text).flatMap((date) => {
      const before =
        cell.folded
          .slice(0, date.index)
          .split(/[;!?] |\. (?=\p{L}{4})/u)
          .at(-1) ?? ''
      const after = cell.folded.slice(date.index).split(/[,;] |\. /)[0] ?? ''
      const value = meantDate(date, sheet.dateOrder)
      const isAsked = payBy.test(before) && !discount.test(before + after)
      return isAsked && value !== undefined ? [foundIn(value, cell)] : []
    }),
  )
}

function byTerms(sheet: Sheet, invoiceDate: string | null): Found[] {
  const heads = labelled(sheet, 'terms', 'dueDate')
  const done = new Set<SheetCell>()
  return heads.flatMap(({ cell, words, places }) => {
    if (done.has(cell)) return []
    const lines = paragraph(sheet, cell)
    for (const line of lines) done.add(line)
    const beside = places.filter(({ where }) => where !== 'inside').slice(0, 2)
    for (const text of [lines.map((line) => line.text).join(' '), ...beside.map((place) => place.text)]) {
      const due = dueByTerms(text, invoiceDate)
      if (due) return [found(due.date, due.quote, cell.page, due.computed ? `${words}, computed` : words)]
    }
    return []
  })
}

/** The cell and the lines of the same text under it. */
function paragraph(sheet: Sheet, cell: SheetCell): SheetCell[] {
  const lines = [cell]
  for (const line of sheet.lines.slice(cell.line + 1, cell.line + 4)) {
    const last = lines.at(-1) ?? cell
    const next = line.cells.find((other) => Math.abs(other.left - cell.left) < 3)
    const isNear = line.page === cell.page && line.top - last.top < 1.7 * Math.max(cell.size, 1)
    if (next === undefined || !isNear || next.text.includes(':')) break
    lines.push(next)
  }
  return lines
}

/** Says so where a date is there and only its order is not. */
function orAmbiguous(sheet: Sheet, field: Field, kinds: ('invoiceDate' | 'date' | 'dueDate')[]): Field {
  if (field.value !== null || sheet.dateOrder !== undefined) return field
  const [unsure] = labelled(sheet, ...kinds).flatMap(({ places }) =>
    places.flatMap(({ text }): { quote: string; cell?: SheetCell }[] =>
      findDates(text).filter(
        ({ dayFirst, monthFirst }) =>
          dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst,
      ),
    ),
  )
  return unsure === undefined ? field : nothingRead(`"${unsure.quote}": ${noOrder}.`)
}
