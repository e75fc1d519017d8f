/** Parts the pieces of text that people see from those they do not. */
import { overlap, textBoxes } from './hidden-text.ts'
import type { Box, Painted } from './painted.ts'
import type { TextItem } from './page-layout.ts'

type Item = TextItem | { type: string }

export interface Sight {
  readonly items: readonly Item[]
  readonly hidden: readonly string[]
  /** Most of the page is a layer of text behind a picture: it is kept, since it tells what the picture shows. */
  readonly isLayer: boolean
}

export function inSight(all: readonly Item[], painted: readonly Painted[]): Sight {
  const { seen, unseen } = textBoxes(painted)
  if (unseen.length === 0) return { items: all, hidden: [], isLayer: false }
  const items = all.filter((item) => 'str' in item && item.str.trim() !== '') as TextItem[]
  const isUnseen = (item: TextItem, layer: boolean): boolean => {
    const box = boxOf(item)
    return (
      unseen.some((one) => (layer || !one.isLayer) && overlap(box, one.box) > 0.5) &&
      !seen.some((one) => overlap(box, one) > 0.5)
    )
  }
  const lettersOf = (list: readonly TextItem[]): number => list.reduce((sum, { str }) => sum + str.length, 0)
  const layered = items.filter((item) => isUnseen(item, true) && !isUnseen(item, false))
  const isLayer = lettersOf(layered) > lettersOf(items) / 2
  const hidden = new Set<Item>(items.filter((item) => isUnseen(item, !isLayer)))
  return {
    items: all.filter((item) => !hidden.has(item)),
    hidden: items.filter((item) => hidden.has(item)).map(({ str }) => str),
    isLayer,
  }
}

/** Around the letters, whichever way they run. */
function boxOf({ transform: [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0], width, height }: TextItem): Box {
  const along = Math.hypot(a, b) || 1
  const across = Math.hypot(c, d) || 1
  const size = height || across
  const ends = [
    [e, f],
    [e + (a / along) * width, f + (b / along) * width],
    [e + (c / across) * size * 0.7, f + (d / across) * size * 0.7],
    [
      e + (a / along) * width + (c / across) * size * 0.7,
      f + (b / along) * width + (d / across) * size * 0.7,
    ],
  ] as const
  const xs = ends.map(([x]) => x)
  const ys = ends.map(([, y]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}
