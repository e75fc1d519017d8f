/** Where a label's value may stand, as a person looks for it: behind it, in the next cell, or below it. */
import type { Label, LabelKind } from './find-labels.ts'
import type { Sheet, SheetCell } from './sheet.ts'

export interface Place {
  readonly text: string
  readonly cell: SheetCell
  readonly where: 'inside' | 'right' | 'below'
}

export interface Labelled {
  readonly label: Label
  readonly cell: SheetCell
  /** The label as printed. */
  readonly words: string
  /** Nearest first. */
  readonly places: readonly Place[]
}

/** In points; beyond it a cell belongs to another block. */
const nextCellWithin = 280
/** In heights of the label's letters. */
const belowWithin = 3.2
const firstBelowWithin = 4.5

export function labelled(sheet: Sheet, ...kinds: readonly LabelKind[]): Labelled[] {
  return sheet.cells.flatMap((cell) =>
    cell.labels
      .filter(({ kind }) => kinds.includes(kind))
      .map((label) => ({
        label,
        cell,
        words: cell.text.slice(label.start, label.end),
        places: placesOf(sheet, cell, label),
      })),
  )
}

export const startsWithLabel = (cell: SheetCell): boolean =>
  cell.labels.some(({ start }) => !/[\p{L}\p{N}]/u.test(cell.folded.slice(0, start)))

export function placesOf(sheet: Sheet, cell: SheetCell, label: Label): Place[] {
  const next = cell.labels.find(({ start }) => start >= label.end)
  const inside = cell.text.slice(label.end, next?.start).replace(/^[\s:.#*=–-]+/, '')
  const places: Place[] = inside.trim() === '' ? [] : [{ text: inside.trim(), cell, where: 'inside' }]
  // A value that stands behind another label of the same cell is that label's.
  if (next !== undefined) return places
  const line = sheet.lines[cell.line]
  const right = line?.cells.slice(cell.at + 1).find(({ text }) => /[\p{L}\p{N}]/u.test(text))
  if (right && right.left - cell.right < nextCellWithin && !startsWithLabel(right))
    places.push({ text: right.text.replace(/^[\s:#]+/, ''), cell: right, where: 'right' })
  return [
    ...places,
    ...below(sheet, cell).map((one) => ({ text: one.text, cell: one, where: 'below' as const })),
  ]
}

/** The nearest cells under a cell, down to one that begins with a label of its own, or those labels. */
export function below(sheet: Sheet, cell: SheetCell, what: 'values' | 'labels' = 'values'): SheetCell[] {
  const found: SheetCell[] = []
  // A column reaches as far as the head of the next one.
  const right = Math.max(cell.right + 4, (sheet.lines[cell.line]?.cells[cell.at + 1]?.left ?? 0) - 2)
  for (const line of sheet.lines.slice(cell.line + 1)) {
    const heights = (line.top - cell.top) / Math.max(cell.size, 1)
    if (line.page !== cell.page || heights > (found.length === 0 ? firstBelowWithin : belowWithin)) break
    for (const other of line.cells)
      if (other.left < right && other.right > cell.left - 4) {
        if (startsWithLabel(other) && what === 'values') return found
        found.push(other)
      }
  }
  return found
}
