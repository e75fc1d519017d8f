/** A virtual clock: timers run in the order of their time, one by one, with every promise settled in between, as in Node. */
import type { Clock } from '../src/domain/clock.ts'

export interface VirtualTime {
  readonly clock: Clock
  /** Seconds since the start. */
  seconds(): number
  at(seconds: number, work: () => void): void
  /** Runs all timers up to that time; gives the real timers back at the end. */
  runUntil(seconds: number): Promise<void>
}

interface Timer {
  readonly id: number
  readonly due: number
  readonly run: () => void
}

const realSetTimeout = globalThis.setTimeout
const realClearTimeout = globalThis.clearTimeout
const promisesSettled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Takes the place of setTimeout and clearTimeout until `runUntil` has ended; one at a time. */
export function startVirtualTime(start = new Date(0)): VirtualTime {
  let now = 0
  let lastId = 0
  const timers = new Map<number, Timer>()

  function schedule(due: number, run: () => void): number {
    timers.set(++lastId, { id: lastId, due, run })
    return lastId
  }
  globalThis.setTimeout = ((run: () => void, ms = 0) =>
    schedule(now + ms, run)) as unknown as typeof setTimeout
  globalThis.clearTimeout = ((id: number) => timers.delete(id)) as unknown as typeof clearTimeout

  const next = (): Timer | undefined =>
    [...timers.values()].reduce<Timer | undefined>(
      (first, timer) => (first === undefined || timer.due < first.due ? timer : first),
      undefined,
    )

  return {
    clock: { now: () => new Date(start.getTime() + now) },
    seconds: () => now / 1_000,
    at: (seconds, work) => schedule(seconds * 1_000, work),
    async runUntil(seconds) {
      try {
        for (let timer = next(); timer !== undefined && timer.due <= seconds * 1_000; timer = next()) {
          timers.delete(timer.id)
          now = timer.due
          timer.run()
          await promisesSettled()
        }
      } finally {
        globalThis.setTimeout = realSetTimeout
        globalThis.clearTimeout = realClearTimeout
      }
    },
  }
}
