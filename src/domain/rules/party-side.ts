/** Whose block a cell stands in: below "Seller" or below "Bill to", in the column that its label heads. */
import { startsWithLabel } from './beside.ts'
import type { Sheet, SheetCell } from './sheet.ts'

export type Side = 'seller' | 'buyer'

const blockLines = 9
/** In heights of a letter: a larger gap ends an address. */
const blockGap = 3.2
/** A line of so many cells is a row of a table: no address goes on beyond it. */
const tableCells = 4

/** Undefined where no label of a party stands above. */
export function sideOf(sheet: Sheet, cell: SheetCell): Side | undefined {
  const own = sideLabel(cell)
  if (own) return own
  let top = cell.top
  for (let at = cell.line - 1; at >= Math.max(0, cell.line - blockLines); at--) {
    const line = sheet.lines[at]
    if (line === undefined || line.page !== cell.page) return undefined
    const heads = line.cells.filter((other) => sideLabel(other) !== undefined && other.left <= cell.left + 12)
    const head = heads.toSorted((a, b) => b.left - a.left)[0]
    if (top - line.top > blockGap * Math.max(cell.size, 1) || line.cells.length >= tableCells)
      return undefined
    if (head && cell.left < head.right + 60) return sideLabel(head)
    top = line.top
  }
  return undefined
}

export function sideLabel(cell: SheetCell): Side | undefined {
  if (!startsWithLabel(cell)) return undefined
  const kind = cell.labels[0]?.kind
  return kind === 'seller' || kind === 'buyer' ? kind : undefined
}
