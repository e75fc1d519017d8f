/** The memory of one guard that its snapshot shows: counters, the last failure, and whether the service lets us in. */
import type { Clock } from '../domain/clock.ts'
import type { Dependency } from '../domain/dependency.ts'
import { DependencyFailed, Misconfigured, type FailureKind } from '../domain/errors.ts'
import type { GuardNews } from './guard-event.ts'
import type { BreakerCounters } from './snapshot.ts'
import type { Verdict } from './verdict.ts'

export interface Tally {
  readonly counters: { -readonly [K in keyof BreakerCounters]: number }
  readonly lastFailure: { readonly kind: FailureKind; readonly at: Date } | undefined
  readonly isMisconfigured: boolean
  /** One try ended, with an error or with the answer that was wished for. */
  ended(operation: string, verdict: Verdict, error?: unknown): void
}

export function createTally(dependency: Dependency, clock: Clock, tell: (news: GuardNews) => void): Tally {
  const counters = { calls: 0, failures: 0, refusals: 0, opened: 0 }
  let lastFailure: Tally['lastFailure']
  let isMisconfigured = false

  return {
    counters,
    get lastFailure() {
      return lastFailure
    },
    get isMisconfigured() {
      return isMisconfigured
    },
    ended(operation, verdict, error) {
      if (verdict === 'answered') isMisconfigured = false
      else if (error instanceof DependencyFailed && verdict === 'failure') {
        counters.failures++
        lastFailure = { kind: error.failure, at: clock.now() }
        tell({ kind: 'failed', operation, failure: error.failure })
      } else if (error instanceof Misconfigured && error.dependency === dependency && !isMisconfigured) {
        isMisconfigured = true
        tell({ kind: 'misconfigured', operation, status: error.status })
      }
    },
  }
}
