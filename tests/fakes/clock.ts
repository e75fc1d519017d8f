/** A clock that stands still until the test moves it. */
import { after, type Clock } from '../../src/domain/clock.ts'

export interface FakeClock extends Clock {
  advance(ms: number): void
  set(instant: string): void
}

export function fakeClock(start = '2026-11-02T09:00:00.000Z'): FakeClock {
  let now = new Date(start)
  return {
    now: () => new Date(now),
    advance(ms) {
      now = after(now, ms)
    },
    set(instant) {
      now = new Date(instant)
    },
  }
}
