/** How a breaker stands, in words: what /health shows of it. Never an error text, a secret or an address. */
import type { BreakerState } from '../domain/board.ts'
import type { Dependency } from '../domain/dependency.ts'
import type { FailureKind } from '../domain/errors.ts'

export interface BreakerSnapshot {
  readonly name: Dependency
  readonly state: BreakerState
  readonly consecutiveFailures: number
  /** Consecutive failures that open it. */
  readonly threshold: number
  /** How long it stays open, in seconds. */
  readonly resetAfterSeconds: number
  /** ISO; null while closed. */
  readonly openedAt: string | null
  /** ISO: no call is made before; null where calls are made now. */
  readonly retryAt: string | null
  /** The open time is over and nobody has called yet: the next call is the probe. */
  readonly probeDue: boolean
  /** The service does not let us in (401 or 403): a setting or a right is wrong; no outage. */
  readonly misconfigured: boolean
  readonly lastFailure: { readonly kind: FailureKind; readonly at: string } | null
  readonly isolation: { readonly who: string; readonly why: string; readonly until: string | null } | null
  readonly counters: BreakerCounters
}

export interface BreakerCounters {
  /** Calls that reached for the network, each try counted. */
  readonly calls: number
  readonly failures: number
  readonly refusals: number
  /** Times it opened. */
  readonly opened: number
}

/** Nothing about it is worth telling: it is closed and the service lets us in. */
export const isWell = ({ state, misconfigured }: BreakerSnapshot): boolean =>
  state === 'closed' && !misconfigured
