/** What the guards are measured against, and how: cockatiel as one would write it down by hand, in the same run. */
import Table from 'cli-table3'
import {
  circuitBreaker,
  ConsecutiveBreaker,
  handleAll,
  timeout,
  TimeoutStrategy,
  wrap,
  type IPolicy,
} from 'cockatiel'

/** Breaker around time limit, nothing else; `abortOnReturn` is the library's default. */
export function rawCockatiel(opensAfter: number, timeoutMs: number, abortOnReturn = true): IPolicy {
  return wrap(
    circuitBreaker(handleAll, { halfOpenAfter: 3_600_000, breaker: new ConsecutiveBreaker(opensAfter) }),
    timeout(timeoutMs, { strategy: TimeoutStrategy.Aggressive, abortOnReturn }),
  )
}

/** Milliseconds that `work` takes. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** A table that reads the same on a screen and in a file. */
export function plainTable(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [], compact: true } })
}
