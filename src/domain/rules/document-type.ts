/** Tells invoices and credit notes from orders, delivery notes, terms and everything else. */
import type { DocumentType } from '../reading.ts'
import type { LabelKind } from './find-labels.ts'
import { labelled } from './beside.ts'
import { isList } from './read-number.ts'
import type { Sheet, SheetCell } from './sheet.ts'

const headLines = 40
const longestTitle = 50

/** `hasTotal` and `hasNumber`: what the rules found besides. */
export function documentTypeOf(sheet: Sheet, hasTotal: boolean, hasNumber: boolean): DocumentType {
  const credit = title(sheet, 'creditTitle')
  const invoice = title(sheet, 'title')
  const other = title(sheet, 'otherTitle')
  if (credit && (invoice === undefined || credit.size >= invoice.size || credit.line < invoice.line))
    return 'credit-note'
  if (other && (invoice === undefined || (other.size > invoice.size * 1.2 && other.line <= invoice.line)))
    return hasLabel(sheet) && hasTotal ? 'invoice' : 'not-an-invoice'
  if (invoice) return hasTotal || hasNumber ? 'invoice' : 'not-an-invoice'
  return (hasLabel(sheet) && (hasTotal || hasNumber)) || (hasTotal && hasNumber)
    ? 'invoice'
    : 'not-an-invoice'
}

/** The largest short cell at the head that begins or ends with such a title. */
function title(sheet: Sheet, kind: LabelKind): SheetCell | undefined {
  return sheet.cells
    .filter((cell) => cell.line < headLines && cell.text.length < longestTitle)
    .filter((cell) =>
      cell.labels.some(
        (label) =>
          label.kind === kind &&
          (!/[\p{L}\p{N}]/u.test(cell.folded.slice(0, label.start)) ||
            !/[\p{L}\p{N}]/u.test(cell.folded.slice(label.end))),
      ),
    )
    .toSorted((a, b) => b.size - a.size)[0]
}

/** Sentences and lists mention invoices too. */
const hasLabel = (sheet: Sheet): boolean =>
  labelled(sheet, 'invoiceNumber', 'invoiceDate').some(
    (one) => one.cell.text.length < longestTitle && !isList(sheet, one),
  )
