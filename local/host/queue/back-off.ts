/** How long an idle queue listener waits, as the queue extension does. */

const least = 100

export interface BackOff {
  /** Milliseconds to wait after an empty poll. */
  next(): number
  /** Work was found: the next wait is the shortest again. */
  reset(): void
}

/**
 * 100 ms first, then 100 ms + (0.8..1.2) × 2^(n-1) × 100 ms, up to `most`
 * (RandomizedExponentialBackoffStrategy of the WebJobs SDK). `random` gives 0..1.
 */
export function makeBackOff(most: number, random: () => number): BackOff {
  let exponent = 0
  let wait = 0
  return {
    next: () => {
      if (exponent === 0) wait = least
      else if (wait < most)
        wait = Math.min(most, least + (0.8 + 0.4 * random()) * 2 ** (exponent - 1) * least)
      exponent += 1
      return wait
    },
    reset: () => {
      exponent = 0
    },
  }
}
