/** A document prepared for the rules: its cells with their labels, and how it writes numbers, dates and words. */
import type { Box } from '../box.ts'
import { numberFormatOf, type NumberFormat } from './amount-text.ts'
import { findDates } from './date-text.ts'
import { findLabels, type Label } from './find-labels.ts'
import { fold } from './fold.ts'
import type { Cell, Page } from './layout.ts'
import { languageOf, type Language } from './language.ts'
import { dateOrderOf, type DateOrder } from './date-order.ts'

export interface SheetCell {
  readonly text: string
  readonly folded: string
  readonly left: number
  readonly right: number
  readonly size: number
  readonly words?: readonly Box[]
  readonly page: number
  readonly top: number
  /** Index of its line among all lines, and its own in the line. */
  readonly line: number
  readonly at: number
  readonly labels: readonly Label[]
}

export interface SheetLine {
  readonly page: number
  readonly top: number
  readonly cells: readonly SheetCell[]
  /** Its cells' text, in a row. */
  readonly text: string
}

export interface Sheet {
  readonly lines: readonly SheetLine[]
  readonly cells: readonly SheetCell[]
  readonly numbers: NumberFormat
  readonly language: Language
  readonly dateOrder: DateOrder | undefined
}

/** "Data wystawienia Data sprzedaży": heads of two columns that touch, and nothing but heads. */
function headsApart(cell: Cell): Cell[] {
  const labels = findLabels(cell.text).filter(({ kind }) => kind !== 'amount')
  const [first, second] = labels
  if (first === undefined || second === undefined || first.kind === second.kind) return [cell]
  const rest = labels.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), cell.text)
  if (/[\p{L}\p{N}/(&]/u.test(rest)) return [cell]
  const letter = (cell.right - cell.left) / cell.text.length
  const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0
  return labels.map(({ start }, i) => {
    const end = labels[i + 1]?.start ?? cell.text.length
    const text = cell.text.slice(i === 0 ? 0 : start, end).trimEnd()
    const left = i === 0 ? cell.left : cell.left + start * letter
    const first = wordsIn(cell.text.slice(0, i === 0 ? 0 : start))
    const words = cell.words && { words: cell.words.slice(first, first + wordsIn(text)) }
    return { ...cell, text, left, right: left + text.length * letter, ...words }
  })
}

export function sheetOf(pages: readonly Page[]): Sheet {
  const lines = pages
    .flatMap(({ page, lines: ofPage }) =>
      ofPage.map(({ top, cells }) => ({ page, top, cells: cells.flatMap((cell) => headsApart(cell)) })),
    )
    .map(
      ({ page, top, cells }, line): SheetLine => ({
        page,
        top,
        text: cells.map(({ text }) => text).join('   '),
        cells: cells.map((cell, at) => ({
          ...cell,
          folded: fold(cell.text),
          page,
          top,
          line,
          at,
          labels: findLabels(cell.text),
        })),
      }),
    )
  const texts = lines.map(({ text }) => text)
  const language = languageOf(texts)
  return {
    lines,
    cells: lines.flatMap(({ cells }) => cells),
    numbers: numberFormatOf(texts),
    language,
    dateOrder: dateOrderOf(
      texts.flatMap((text) => findDates(text)),
      texts,
      language,
    ),
  }
}
