/** Reads the due date: as stated, as asked for in a sentence, or reckoned from the terms; parts and discounts are none. */
import { nothingRead, type Field } from '../reading.ts'
import { labelled, type Labelled } from './beside.ts'
import { meantDate } from './date-order.ts'
import { findDates } from './date-text.ts'
import { datesAt, orAmbiguous } from './dates-at.ts'
import { agreed, found, foundIn, type Found } from './found.ts'
import { discount, dueByTerms } from './payment-terms.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

export function readDueDate(sheet: Sheet, invoiceDate: string | null): Field {
  const stated = datesAt(
    sheet,
    labelled(sheet, 'dueDate').filter((one) => !isOfDiscount(one)),
  )
  if (labelled(sheet, 'dueDate').some((one) => isInParts(sheet, one)))
    return nothingRead('The sum falls due in parts, on several dates.')
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

/** "Scadenze: 31/03/2024 € 1.220,00   30/04/2024 € 1.220,00". */
function isInParts(sheet: Sheet, { cell, label }: Labelled): boolean {
  const behind = (sheet.lines[cell.line]?.cells ?? []).slice(cell.at + 1)
  const next = behind.findIndex(({ labels }) => labels.length > 0)
  const own = [
    cell.text.slice(label.end),
    ...behind.slice(0, next < 0 ? undefined : next).map(({ text }) => text),
  ]
  const dates = own.flatMap((text) => findDates(text)).map(({ quote }) => quote)
  return cell.labels.length === 1 && new Set(dates).size > 1
}

const { verbs, until } = words.payment
const payBy = new RegExp(`${wholeWords(phrases(verbs))}.{0,80}?${wholeWords(phrases(until))}[\\s:]*$`, 'u')
/** "Wij verzoeken u het bedrag vóór 10-07-2023 over te maken": the verb at the end. */
const by = new RegExp(`${wholeWords(phrases(until))}[\\s:]*$`, 'u')
const payAtEnd = new RegExp(`^.{6,30}?(?:${wholeWords(phrases(words.payment.verbsAtEnd))})`, 'u')

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
      const value = meantDate(date, sheet)
      const isAsked =
        (payBy.test(before) || (by.test(before) && payAtEnd.test(after))) && !discount.test(before + after)
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
    const texts = [
      { text: lines.map((line) => line.text).join(' '), cells: lines },
      ...beside.map((place) => ({ text: place.text, cells: [place.cell] })),
    ]
    for (const { text, cells } of texts) {
      const due = dueByTerms(text, invoiceDate, sheet.language)
      if (due) return [found(due.date, due.quote, cells, due.computed ? `${words}, computed` : words)]
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
