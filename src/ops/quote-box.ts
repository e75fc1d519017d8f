/** Finds where a quote stands on a page, for readings that do not tell: by the page's own pieces of text. */
import { around, type Box } from '../domain/box.ts'

export interface PageItem {
  readonly text: string
  readonly box: Box
}

/** undefined where the pieces, one after another, do not hold the quote; blanks do not count. */
export function boxOfQuote(items: readonly PageItem[], quote: string): Box | undefined {
  const wanted = bare(quote)
  if (wanted === '') return undefined
  const texts = items.map(({ text }) => bare(text))
  const start = texts.join('').indexOf(wanted)
  if (start < 0) return undefined
  const end = start + wanted.length
  let at = 0
  const touched: Box[] = []
  for (const [place, text] of texts.entries()) {
    const [from, to] = [at, at + text.length]
    at = to
    const box = items[place]?.box
    if (box !== undefined && text !== '' && from < end && to > start)
      touched.push(part(box, from, to, start, end))
  }
  return around(touched)
}

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** The part of a piece that the quote covers, as if all its letters were of one width. */
function part(box: Box, from: number, to: number, start: number, end: number): Box {
  const first = Math.max(0, start - from) / (to - from)
  const last = Math.min(to, end) - from
  return { ...box, x: box.x + first * box.width, width: (last / (to - from) - first) * box.width }
}
