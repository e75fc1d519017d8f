/** Turns of one guard: so many calls at once, everybody else waits in line, and leaves it when his step's time is over. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { bulkhead } from 'cockatiel'
import type { Clock } from '../domain/clock.ts'
import { OutOfTime } from '../domain/errors.ts'

/** Runs `work` when its turn comes; throws OutOfTime where the turn has not come by `until`. */
export type TakeTurn = <T>(work: () => Promise<T>, until: Date | undefined) => Promise<T>

export function createBulkhead(atOnce: number, clock: Clock): TakeTurn {
  const line = bulkhead(atOnce, Infinity)
  return (work, until) => {
    if (line.executionSlots > 0) return line.execute(work)
    // cockatiel starts a waiter in the context of the call that ended: bind him to his own step and trace.
    const bound = AsyncLocalStorage.bind(work)
    return until === undefined ? line.execute(bound) : waitUntil(until, bound)
  }

  function waitUntil<T>(until: Date, work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const leaving = new AbortController()
    const timer = setTimeout(
      () => {
        leaving.abort()
        reject(new OutOfTime('the step ran out of time while it waited for its turn'))
      },
      Math.max(0, until.getTime() - clock.now().getTime()),
    )
    const begin = (): Promise<T> => {
      clearTimeout(timer)
      return work()
    }
    line.execute(begin, leaving.signal).then(resolve, reject)
    return promise
  }
}
