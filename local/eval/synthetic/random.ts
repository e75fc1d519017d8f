/** Repeatable chance: the same seed gives the same invoices on every machine. */

export interface Chance {
  /** 0 to 1, without 1. */
  readonly next: () => number
  /** Both ends may come. */
  readonly between: (low: number, high: number) => number
  /** True that often of 100. */
  readonly percent: (often: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
}

/** Mulberry32: small, and good enough to vary test data. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    percent: (often) => next() * 100 < often,
    pick: (list) => {
      const one = list[Math.floor(next() * list.length)]
      if (one === undefined) throw new Error('Nothing to pick from.')
      return one
    },
  }
}
