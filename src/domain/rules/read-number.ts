/** Reads the invoice number and the buyer's order number; numbers of customers, orders and deliveries are neither. */
import type { Field } from '../reading.ts'
import { below, labelled, startsWithLabel, type Labelled } from './beside.ts'
import { findDates } from './date-text.ts'
import type { LabelKind } from './find-labels.ts'
import { fold } from './fold.ts'
import { agreed, foundIn, type Found } from './found.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

const cut = new RegExp(`[ ,;(]+(?:${wholeWords(phrases(words.numberCuts))})(?=[ :.])`, 'u')
/** What still stands between "Invoice:" and the number. */
const lead = new RegExp(
  `^(?:\\([^)]{1,20}\\) ?|(?:${wholeWords(phrases(words.numberWords))}|no(?=\\d))[\\s.:#=]*|[\\s.:#=]+)+`,
  'u',
)
const firstLines = 40

export function readInvoiceNumber(sheet: Sheet): Field {
  return agreed(
    [
      numbersAt(
        sheet,
        labelled(sheet, 'invoiceNumber').filter((one) => !isList(sheet, one)),
      ),
      numbersAt(sheet, titles(sheet)),
      bareHeads(sheet),
      markedNumbers(sheet),
    ],
    'invoice number',
  )
}

export function readPurchaseOrder(sheet: Sheet): Field {
  return agreed([numbersAt(sheet, labelled(sheet, 'purchaseOrder'))], 'order number of the buyer')
}

/** A title with the number behind it: "Facture FA-2017-0008", "INVOICE   #INV-2025-001". */
function titles(sheet: Sheet): Labelled[] {
  const kinds: LabelKind[] = ['title', 'creditTitle']
  return labelled(sheet, ...kinds)
    .filter(
      ({ cell, label }) => cell.line < firstLines && isStart(cell, label.start) && cell.text.length < 60,
    )
    .map((one) => ({
      ...one,
      places: one.places.filter(
        ({ text, where, cell }) =>
          where === 'inside' ||
          cell.text.startsWith('#') ||
          (where === 'right' && /^\S*\d{2}\S*$/.test(text)),
      ),
    }))
}

const isStart = (cell: SheetCell, at: number): boolean => !/[\p{L}\p{N}]/u.test(cell.folded.slice(0, at))

/** A column of several numbers: a statement lists invoices and is none. */
export function isList(sheet: Sheet, { cell, places }: Labelled): boolean {
  const numbers = places.filter(({ where, text }) => where === 'below' && numberIn(text) === text)
  return numbers.length > 1 && (sheet.lines[cell.line]?.cells.length ?? 0) > 2
}

/** "Numéro" over the number, in a row with the title or with "Date". */
function bareHeads(sheet: Sheet): Found[] {
  const heads = sheet.cells.filter(
    (cell) =>
      cell.line < firstLines &&
      bareNumber.test(cell.folded) &&
      sheet.lines[cell.line]?.cells.some(({ labels }) => labels.some(({ kind }) => besideNumber.has(kind))),
  )
  return heads.flatMap((head) => {
    const under = below(sheet, head)[0]
    const value = under && numberIn(under.text)
    return value === undefined ? [] : [foundIn(value, under as SheetCell, head.text)]
  })
}

const bareNumber = /^(?:number|no|nr|numero|nummer|numer|num|broj|n\.?o)[.:]?$/
const besideNumber: ReadonlySet<LabelKind> = new Set([
  'title',
  'creditTitle',
  'date',
  'invoiceDate',
  'dueDate',
])

/** "# 1721" at the head of a page without any better label. */
function markedNumbers(sheet: Sheet): Found[] {
  const label =
    /^(?:ref(?:erence|erenz|erencia|erentie|\.)?|referencia|receipt|number|numero|nummer|no|nr)?\W{0,3}#\W{0,2}(?:no\.?\W{1,2})?(?=\w)/
  return sheet.cells
    .filter((cell) => cell.line < 15 && (cell.labels.length === 0 || startsWithLabel(cell)))
    .flatMap((cell) => {
      const match = label.exec(cell.folded)
      const value = match === null ? undefined : numberIn(cell.text.slice(match[0].length))
      return value === undefined ? [] : [foundIn(value, cell)]
    })
}

function numbersAt(sheet: Sheet, labels: readonly Labelled[]): Found[] {
  // "12/05/2024" is a number where the document writes its dates in another way.
  const slashed = new Set(sheet.cells.flatMap(({ text }) => text.match(/\b\d{1,2}\/\d{1,2}\/\d{4}\b/g) ?? []))
  return labels.flatMap(({ places, words: term }) => {
    for (const { text, cell } of places) {
      const value = numberIn(text, slashed.size === 1)
      if (value !== undefined) return [foundIn(value, cell, term)]
    }
    return []
  })
}

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
  const isPrefix = /^\p{Lu}{1,5}[-/.]?$/u.test(first) && /^[\d/-]/.test(second) && second !== '-'
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
