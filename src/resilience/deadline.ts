/** The moment after which a step begins no further remote call, so that it ends before the host cuts it off. */
import { AsyncLocalStorage } from 'node:async_hooks'

const deadlines = new AsyncLocalStorage<Date>()

/** Everything that `work` awaits sees the deadline; guards throw OutOfTime past it. */
export function withDeadline<T>(at: Date, work: () => Promise<T>): Promise<T> {
  return deadlines.run(at, work)
}

/** For what must be done all the same when a step's time is over, such as putting its message back. */
export function withoutDeadline<T>(work: () => Promise<T>): Promise<T> {
  return deadlines.exit(work)
}

/** The deadline of the step that is running, if it has one. */
export const deadline = (): Date | undefined => deadlines.getStore()
