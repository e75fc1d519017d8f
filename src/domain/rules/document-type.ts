/** Tells invoices and credit notes from orders, delivery notes, terms and everything else. */
import type { DocumentType } from '../reading.ts'
import type { LabelKind } from './find-labels.ts'
import type { Sheet, SheetCell } from './sheet.ts'

const headLines = 40

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
    .filter((cell) => cell.line < headLines && cell.text.length < 50)
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

const hasLabel = (sheet: Sheet): boolean =>
  sheet.cells.some(({ labels }) =>
    labels.some(({ kind }) => kind === 'invoiceNumber' || kind === 'invoiceDate'),
  )
