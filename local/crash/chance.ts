/** Chance that a seed makes repeatable. */
import { createHash } from 'node:crypto'

export interface Chance {
  /** In [0, 1). */
  next(): number
  oneOf<T>(all: readonly T[]): T
  shuffled<T>(all: readonly T[]): T[]
}

/** Another `strand` of the same seed goes its own way, so that what one use draws changes nothing for another. */
export function chanceOf(seed: number, strand: string): Chance {
  let drawn = 0
  const next = (): number =>
    createHash('sha256').update(`${seed} ${strand} ${drawn++}`).digest().readUInt32BE() / 2 ** 32
  return {
    next,
    oneOf<T>(all: readonly T[]): T {
      const chosen = all[Math.floor(next() * all.length)]
      if (chosen === undefined) throw new RangeError('nothing to choose from')
      return chosen
    },
    shuffled: (all) =>
      all
        .map((one) => ({ one, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ one }) => one),
  }
}
