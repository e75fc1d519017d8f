/** Tells text that nobody sees: in the colour of its ground, without ink, under a box or a picture painted over it. */
import type { Box, Painted } from './painted.ts'

type Ground = Exclude<Painted, { kind: 'text' }>

export interface Unseen {
  readonly box: Box
  /** Under a picture, or without ink: so scanners lay their text behind the page. */
  readonly isLayer: boolean
}

/** By how much the three colours together may differ for an eye to see nothing. */
const sameColour = 24
const white = '#ffffff'

export function textBoxes(painted: readonly Painted[]): { seen: Box[]; unseen: Unseen[] } {
  const seen: Box[] = []
  const unseen: Unseen[] = []
  const grounds = painted.flatMap((one, at) => (one.kind === 'text' ? [] : [{ at, ...one }]))
  painted.forEach((one, at) => {
    if (one.kind !== 'text') return
    const around = grounds.filter(({ box }) => covers(box, one.box))
    const over = around.find((ground) => ground.at > at)
    if (one.isInvisible || over?.kind === 'picture') unseen.push({ box: one.box, isLayer: true })
    else if (
      over !== undefined ||
      isOnItsColour(
        one.colour,
        around.findLast((ground) => ground.at < at),
      )
    )
      unseen.push({ box: one.box, isLayer: false })
    else seen.push(one.box)
  })
  return { seen, unseen }
}

/** White is the page; on a picture or a pattern every colour is taken for visible. */
function isOnItsColour(colour: string | undefined, ground: Ground | undefined): boolean {
  const behind = ground === undefined ? white : ground.kind === 'fill' ? ground.colour : undefined
  return colour !== undefined && behind !== undefined && difference(colour, behind) <= sameColour
}

function difference(one: string, other: string): number {
  const parts = (colour: string): number[] =>
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const others = parts(other)
  return parts(one).reduce((sum, part, i) => sum + Math.abs(part - (others[i] ?? 0)), 0)
}

/** All of it, but for a hair. */
const covers = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left + 1 &&
  outer.right >= inner.right - 1 &&
  outer.bottom <= inner.bottom + 2 &&
  outer.top >= inner.top - 2

/** How much of the inner box lies in the other, 0 to 1. */
export function overlap(inner: Box, other: Box): number {
  const width = Math.min(inner.right, other.right) - Math.max(inner.left, other.left)
  const height = Math.min(inner.top, other.top) - Math.max(inner.bottom, other.bottom)
  const area = Math.max(0.01, inner.right - inner.left) * Math.max(0.01, inner.top - inner.bottom)
  return width <= 0 || height <= 0 ? 0 : (width * height) / area
}
