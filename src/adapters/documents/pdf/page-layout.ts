/** Puts a page's pieces of text back into lines and cells by their positions. */
import type { Cell, Line, Page } from '../../../domain/rules/layout.ts'

/** What pdf.js gives for a piece of text; marked content has no `str`. */
export type TextItem = { str: string; transform: number[]; width: number; height: number }
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
  viewport: readonly number[],
  items: readonly Item[],
): { page: Page; hidden: readonly string[] } {
  const texts = items.filter((item) => 'str' in item)
  const pieces = texts.filter((item) => !isTiny(item)).flatMap((item) => toPieces(item, viewport))
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

function toPieces(
  item: { str: string; transform: number[]; width: number },
  viewport: readonly number[],
): Piece[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = viewport
  const x = va * e + vc * f + ve
  const y = vb * e + vd * f + vf
  // Direction of writing on the page as shown, and the letters' height across it.
  const angle = Math.atan2(vb * a + vd * b, va * a + vc * b)
  const turn = (Math.round(angle / (Math.PI / 2)) + 4) % 4
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1
  // Along the writing: x for upright text, y downwards for text turned clockwise, and so on.
  const [along, base] = [
    [x, y],
    [y, -x],
    [-x, -y],
    [-y, x],
  ][turn] as [number, number]
  const text = plain(item.str)
  const letter = text.length > 0 ? item.width / text.length : 0
  // Three blanks inside a piece are a gap between columns.
  return [...text.matchAll(/\S+(?: {1,2}\S+)*/g)].map((match) => ({
    text: match[0],
    left: along + match.index * letter,
    right: along + (match.index + match[0].length) * letter,
    base,
    size,
    turn,
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
  for (const { text, left, right, size } of row) {
    const last = cells.at(-1)
    if (last === undefined) {
      cells.push({ text, left, right, size })
      continue
    }
    const gap = (left - last.right) / Math.max(1, Math.min(size, last.size))
    // Fake bold prints the same letters twice, a little aside.
    if (text === last.text && Math.abs(left - last.left) < size * 0.2) continue
    if (gap > newCell) cells.push({ text, left, right, size })
    else {
      const joined = last.text + (gap > blank ? ' ' : '') + text
      cells[cells.length - 1] = { text: joined, left: last.left, right, size: Math.max(size, last.size) }
    }
  }
  return cells
}
