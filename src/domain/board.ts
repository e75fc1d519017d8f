/** The fleet board: how each process stands, as it told the others and as they judge it by its age. */
import { days, minutes } from './clock.ts'
import type { Dependency } from './dependency.ts'
import type { FailureKind } from './errors.ts'

export type BreakerState = 'closed' | 'open' | 'half-open' | 'isolated'

/** A breaker that is not well, as the others may see it: never an error text, a name of a person or an address. */
export interface PostedBreaker {
  readonly name: Dependency
  readonly state: BreakerState
  /** The service does not let us in. */
  readonly misconfigured: boolean
  /** ISO; null while closed. */
  readonly openedAt: string | null
  /** ISO: no call is made before. */
  readonly retryAt: string | null
  readonly lastFailure: { readonly kind: FailureKind; readonly at: string } | null
}

/** The row of one process: its last word about itself. */
export interface Post {
  readonly process: string
  readonly instance: string
  readonly version: string
  readonly started: Date
  /** When it wrote the row. */
  readonly at: Date
  /** It said goodbye: it has nothing to do, or stops. */
  readonly isIdle: boolean
  /** The breakers that are not well; all others are closed. */
  readonly unwell: readonly PostedBreaker[]
}

/** `unknown`: it should have written and did not, so what its row says may be over. */
export type Standing = 'live' | 'idle' | 'unknown'

/** Milliseconds between two rows of a process that works. */
export const beatMs = minutes(1)
const missedBeats = 3
export const postKeptMs = days(1)

export function standingOf(post: Pick<Post, 'at' | 'isIdle'>, now: Date, beat = beatMs): Standing {
  if (post.isIdle) return 'idle'
  return now.getTime() - post.at.getTime() < missedBeats * beat ? 'live' : 'unknown'
}
