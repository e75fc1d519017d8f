/** Puts a page's pieces of text back into lines and cells by their positions. */
import { around, type Box } from '../../../domain/box.ts'
import type { Cell, Line, Page } from '../../../domain/rules/layout.ts'
import { letterStarts, type LetterWidths } from './letter-widths.ts'
import { alongAndBase, type Viewport, wordBox } from './word-box.ts'

/** What pdf.js gives for a piece of text; marked content has no `str`. */
export type TextItem = {
  str: string
  transform: number[]
  width: number
  height: number
  fontName?: string
}
type Item = TextItem | { type: string }

interface Piece {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Of the baseline, from the page's top. */
  readonly base: number
  readonly size: number
  /** Quarter turns against the page. */
  readonly turn: number
  /** Where each of its words stands on the page as shown. */
  readonly words: readonly Box[]
}

/** In heights of the letters: how far baselines of one line may differ, which gap is a blank, which a new cell. */
const sameLine = 0.4
const blank = 0.12
const newCell = 0.9

/** Letters lower than this many points are not for people. */
const smallestSize = 2

/** The page as a person sees it, and the words that are too small for him; pdf.js leaves out what is off the page. */
export function pageLayout(
  page: number,
  viewport: Viewport,
  items: readonly Item[],
  widths: LetterWidths,
): { page: Page; hidden: readonly string[] } {
  const texts = items.filter((item) => 'str' in item)
  const pieces = texts.filter((item) => !isTiny(item)).flatMap((item) => toPieces(item, viewport, widths))
  const hidden = texts.filter((item) => item.str.trim() !== '' && isTiny(item)).map(({ str }) => str)
  const turn = mostCommonTurn(pieces)
  const upright = pieces.filter((piece) => piece.turn === turn)
  return {
    page: { page, lines: toLines(turn === 0 ? upright : upright.map((piece) => turned(piece))) },
    hidden,
  }
}

function isTiny({ transform: [a = 1, b = 0, c = 0, d = 1] }: TextItem): boolean {
  return (Math.hypot(c, d) || Math.hypot(a, b)) < smallestSize
}

/** Blanks without width split words for a reader of text, and other blanks are blanks for him. */
function plain(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
}

function toPieces(item: TextItem, viewport: Viewport, widths: LetterWidths): Piece[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = viewport.transform
  // A page may count in units that are larger than a point.
  const unit = Math.hypot(va, vb)
  // Direction of writing on the page as shown, and the letters' height across it.
  const angle = Math.atan2(vb * a + vd * b, va * a + vc * b)
  const turn = (Math.round(angle / (Math.PI / 2)) + 4) % 4
  const size = unit * (Math.hypot(c, d) || Math.hypot(a, b) || 1)
  const [along, base] = alongAndBase(va * e + vc * f + ve, vb * e + vd * f + vf, turn)
  const text = plain(item.str)
  const starts = letterStarts(text, unit * item.width, widths.get(item.fontName ?? ''))
  const run = (from: number, to: number): Omit<Piece, 'text' | 'words'> => ({
    left: along + (starts[from] ?? 0),
    right: along + (starts[to] ?? 0),
    base,
    size,
    turn,
  })
  // Three blanks inside a piece are a gap between columns.
  return [...text.matchAll(/\S+(?: {1,2}\S+)*/g)].map(({ 0: words, index }) => ({
    text: words,
    ...run(index, index + words.length),
    words: [...words.matchAll(/\S+/g)].map((word) => {
      const from = index + word.index
      return wordBox(run(from, from + word[0].length), viewport)
    }),
  }))
}

function mostCommonTurn(pieces: readonly Piece[]): number {
  const letters = [0, 0, 0, 0]
  for (const piece of pieces) letters[piece.turn] = (letters[piece.turn] ?? 0) + piece.text.length
  return letters.indexOf(Math.max(...letters))
}

function turned(piece: Piece): Piece {
  return { ...piece, turn: 0 }
}

function toLines(pieces: readonly Piece[]): Line[] {
  const rows: Piece[][] = []
  for (const piece of pieces.toSorted((p, q) => p.base - q.base || p.left - q.left)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && piece.base - first.base <= sameLine * Math.max(first.size, piece.size))
      row.push(piece)
    else rows.push([piece])
  }
  return rows.map((row) => ({
    top: row[0]?.base ?? 0,
    cells: toCells(row.toSorted((p, q) => p.left - q.left)),
  }))
}

function toCells(row: readonly Piece[]): Cell[] {
  const cells: Cell[] = []
  for (const { text, left, right, size, words } of row) {
    const last = cells.at(-1)
    if (last === undefined) {
      cells.push({ text, left, right, size, words })
      continue
    }
    const gap = (left - last.right) / Math.max(1, Math.min(size, last.size))
    // Fake bold prints the same letters twice, a little aside.
    if (text === last.text && Math.abs(left - last.left) < size * 0.2) continue
    if (gap > newCell) cells.push({ text, left, right, size, words })
    else cells[cells.length - 1] = joined(last, { text, left, right, size, words }, gap > blank)
  }
  return cells
}

function joined(last: Cell, next: Required<Cell>, isApart: boolean): Cell {
  const { words = [] } = last
  return {
    text: last.text + (isApart ? ' ' : '') + next.text,
    left: last.left,
    right: next.right,
    size: Math.max(next.size, last.size),
    words: isApart ? [...words, ...next.words] : touching(words, next.words),
  }
}

/** The last word of the one goes on as the first of the other. */
function touching(words: readonly Box[], more: readonly Box[]): readonly Box[] {
  const whole = around([...words.slice(-1), ...more.slice(0, 1)])
  return [...words.slice(0, -1), ...(whole ? [whole] : []), ...more.slice(1)]
}
