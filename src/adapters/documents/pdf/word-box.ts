/** From a word's place along its line of writing to its box on the page as shown. */
import { type Box, boxBetween } from '../../../domain/box.ts'

/** What pdf.js gives at scale 1: turned, cropped, and measured from the upper left corner. */
export interface Viewport {
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

/** In parts of the letters' height: how far they reach over and under the line that they stand on. */
const over = 0.8
const under = 0.22

interface Run {
  readonly left: number
  readonly right: number
  readonly base: number
  readonly size: number
  readonly turn: number
}

export function wordBox({ left, right, base, size, turn }: Run, { width, height }: Viewport): Box {
  const ends = [onPage(left, base - over * size, turn), onPage(right, base + under * size, turn)]
  const [xs, ys] = [ends.map(([x]) => x / width), ends.map(([, y]) => y / height)]
  return boxBetween(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
}

/** Along the writing and from the baseline: x and y for upright text, y and -x for text turned clockwise, and so on. */
export const alongAndBase = (x: number, y: number, turn: number): [number, number] =>
  (
    [
      [x, y],
      [y, -x],
      [-x, -y],
      [-y, x],
    ] as const
  )[turn] as [number, number]

/** The way back is as many turns the other way. */
const onPage = (along: number, base: number, turn: number): [number, number] =>
  alongAndBase(along, base, (4 - turn) % 4)
