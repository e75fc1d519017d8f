/** Reads the invoice number and the buyer's order number; numbers of customers, orders and deliveries are neither. */
import type { Field } from '../reading.ts'
import { below, labelled, placesOf, startsWithLabel, type Labelled } from './beside.ts'
import type { LabelKind } from './find-labels.ts'
import { agreed, foundIn, type Found } from './found.ts'
import { isTown, numberIn } from './number-text.ts'
import type { Sheet, SheetCell } from './sheet.ts'

const firstLines = 40

export function readInvoiceNumber(sheet: Sheet): Field {
  return agreed(
    [
      numbersAt(
        sheet,
        labelled(sheet, 'invoiceNumber').filter((one) => !isList(sheet, one)),
      ),
      numbersAt(sheet, titles(sheet)),
      underHeads(sheet),
      numbersAt(sheet, bareNumbers(sheet)),
      markedNumbers(sheet),
    ],
    'invoice number',
  )
}

export function readPurchaseOrder(sheet: Sheet): Field {
  const labels = labelled(sheet, 'purchaseOrder')
  const named = labels.filter(namesItself)
  const others = labels.filter((one) => !named.includes(one))
  return agreed([[...numbersAt(sheet, others), ...named.flatMap(selfNamed)]], 'order number of the buyer')
}

/** "PO-3333" is a number with its prefix, and no label with "3333" behind it. */
const namesItself = ({ cell, label }: Labelled): boolean => /^-\d/.test(cell.text.slice(label.end))

function selfNamed({ cell, label }: Labelled): Found[] {
  const value = numberIn(cell.text.slice(label.start))
  return value === undefined ? [] : [foundIn(value, cell)]
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
          (where === 'right' && /\d{2}/.test(text) && numberIn(text) === text.trim()),
      ),
    }))
}

const isStart = (cell: SheetCell, at: number): boolean => !/[\p{L}\p{N}]/u.test(cell.folded.slice(0, at))

/** A column of several numbers: a statement lists invoices and is none. */
export function isList(sheet: Sheet, { cell, places }: Labelled): boolean {
  const numbers = places.filter(({ where, text }) => where === 'below' && numberIn(text) === text)
  return numbers.length > 1 && (sheet.lines[cell.line]?.cells.length ?? 0) > 2
}

/** "Numéro" or "Facture" over the number, among other heads: in a row with them, or with the next one under its value. */
function underHeads(sheet: Sheet): Found[] {
  return sheet.cells
    .filter((cell) => cell.line < firstLines && (bareNumber.test(cell.folded) || isBareTitle(cell)))
    .flatMap((head) => {
      const under = below(sheet, head)[0]
      const value = under && numberIn(under.text)
      if (!under || value === undefined || value.length < under.text.trim().length) return []
      return isAmongHeads(sheet, head, under) ? [foundIn(value, under, head.text)] : []
    })
}

/** "Nummer: 2024-17" in a block of details: a date is labelled in the next line. */
function bareNumbers(sheet: Sheet): Labelled[] {
  return sheet.cells.flatMap((cell) => {
    const [words] = bareNumberAt.exec(cell.folded) ?? []
    if (words === undefined || cell.line > firstLines || !hasDateNear(sheet, cell)) return []
    const label = { kind: 'invoiceNumber', start: 0, end: words.length } as const
    return [{ label, cell, words: cell.text.slice(0, words.length), places: placesOf(sheet, cell, label) }]
  })
}

const hasDateNear = (sheet: Sheet, { line, left, right }: SheetCell): boolean =>
  sheet.lines
    .slice(Math.max(0, line - 2), line + 3)
    .some((near) =>
      near.cells.some(
        (cell) =>
          ((cell.left < right && cell.right > left) || cell.line === line) &&
          cell.labels.some(({ kind, start }) => start === 0 && (kind === 'date' || kind === 'invoiceDate')),
      ),
    )

const bareNumberAt =
  /^(?:number|no|nr|numero|nummer|numer|num|broj|n\.?o)[.:]?(?= *$|[ .:]+(?:[a-z]{1,5} )?\S*\d)/
const bareNumber = /^(?:number|no|nr|numero|nummer|numer|num|broj|n\.?o)[.:]?$/
const isBareTitle = ({ labels, folded }: SheetCell): boolean =>
  labels.some(
    ({ kind, start, end }) =>
      (kind === 'title' || kind === 'creditTitle') && start === 0 && /^[\s:.]*$/.test(folded.slice(end)),
  )

function isAmongHeads(sheet: Sheet, head: SheetCell, value: SheetCell): boolean {
  const beside = (sheet.lines[head.line]?.cells ?? []).filter(({ at }) => at !== head.at)
  const next = below(sheet, value, 'labels')[0]
  return [...beside, ...(next && Math.abs(next.left - head.left) < 4 ? [next] : [])].some((cell) =>
    cell.labels.some(({ kind, start }) => start === 0 && headKinds.has(kind)),
  )
}

const headKinds: ReadonlySet<LabelKind> = new Set([
  'title',
  'creditTitle',
  'date',
  'invoiceDate',
  'dueDate',
  'otherDate',
  'otherNumber',
  'purchaseOrder',
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
    const numbers = places.flatMap(({ text, cell, where }) => {
      const value = numberIn(text, slashed.size === 1)
      if (value === undefined || (where !== 'inside' && isTown(text))) return []
      return [{ value, cell, isWhole: where === 'inside' || value.length === text.trim().length }]
    })
    // Beside a label may begin another block, whose first word is a number too.
    const one = numbers.find(({ isWhole }) => isWhole) ?? numbers[0]
    return one === undefined ? [] : [foundIn(one.value, one.cell, term)]
  })
}
