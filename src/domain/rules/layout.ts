/** A page as a person sees it: lines of cells, each cell a run of words between wide gaps. */
import { type Box, packed } from '../box.ts'
import type { PageText } from '../reading.ts'

/** Positions are in points from the page's left and top edge; only their order and overlap count. */
export interface Cell {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Height of the letters. */
  readonly size: number
  /** Where each of its words stands on the page as shown; absent in the layout of plain text. */
  readonly words?: readonly Box[]
}

export interface Line {
  readonly top: number
  readonly cells: readonly Cell[]
}

export interface Page {
  readonly page: number
  readonly lines: readonly Line[]
}

/** Width of a letter against its height, on average over usual fonts. */
const letterWidth = 0.5

/** Lines as text; a gap between cells stays as three blanks or more, in proportion, so that columns stay visible. */
export function pageText(page: Page): PageText {
  const sizes = page.lines.flatMap((line) => line.cells.map((cell) => cell.size)).toSorted((a, b) => a - b)
  const letter = Math.max(1, (sizes[Math.floor(sizes.length / 2)] ?? 10) * letterWidth)
  const lines = page.lines.map(({ cells }) =>
    cells.reduce((text, cell, i) => {
      const column = Math.min(200, Math.round(cell.left / letter))
      return i === 0 ? cell.text : text.padEnd(Math.max(text.length + 3, column)) + cell.text
    }, ''),
  )
  const words = page.lines.flatMap(({ cells }) => cells.flatMap((cell) => cell.words ?? []))
  return { page: page.page, text: lines.join('\n'), ...(words.length > 0 && { words: packed(words) }) }
}

/** The layout of plain text: two blanks or more divide cells, one letter is one unit wide. */
export function layoutOf({ page, text }: PageText): Page {
  const lines = text.split('\n').flatMap((line, top) => {
    const cells = [...line.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
      text: match[0],
      left: match.index,
      right: match.index + match[0].length,
      size: 1,
    }))
    return cells.length > 0 ? [{ top: top * 1.2, cells }] : []
  })
  return { page, lines }
}
