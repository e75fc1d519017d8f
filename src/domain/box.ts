/** A place on a page: an upright rectangle in fractions of the page as a viewer shows it, turned and cropped. */

/** From the upper left corner, each 0 to 1 with four decimals. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const steps = 10_000
/** No number at all, as a broken page gives it, counts as 0. */
const rounded = (part: number): number => Math.round(Math.min(1, Math.max(0, part || 0)) * steps) / steps

/** What lies off the page is cut off. */
export function boxBetween(left: number, top: number, right: number, bottom: number): Box {
  const [x, y] = [rounded(left), rounded(top)]
  return { x, y, width: rounded(rounded(right) - x), height: rounded(rounded(bottom) - y) }
}

export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined
  let [left, top, right, bottom] = [1, 1, 0, 0]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return boxBetween(left, top, right, bottom)
}

/** How far apart they stand, 0 where they touch. */
export function gapBetween(a: Box, b: Box): number {
  const across = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width)
  const down = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height)
  return Math.max(0, across) + Math.max(0, down)
}

/** Four numbers a box, in ten-thousandths: a page of words crosses from thread to thread as a few kilobytes. */
export function packed(boxes: readonly Box[]): Uint16Array {
  return Uint16Array.from(
    boxes.flatMap(({ x, y, width, height }) => [x, y, width, height].map((part) => Math.round(part * steps))),
  )
}

/** The boxes from one place in the row up to another. */
export function unpacked(row: Uint16Array, from: number, to: number): Box[] {
  const part = (word: number, which: number): number => (row[4 * word + which] ?? 0) / steps
  return Array.from({ length: to - from }, (_, i) => {
    const word = from + i
    return { x: part(word, 0), y: part(word, 1), width: part(word, 2), height: part(word, 3) }
  })
}
