/** What a guard tells about itself, for the log and the board: each transition once, never one line a refusal. */
import type { Dependency } from '../domain/dependency.ts'
import type { CallRefused, FailureKind } from '../domain/errors.ts'

/** `refusals`: how many calls were refused in the period that ends with this event. */
export type GuardEvent = { readonly dependency: Dependency; readonly at: Date } & (
  | { readonly kind: 'opened'; readonly retryAt: Date; readonly refusals: number }
  | { readonly kind: 'half-opened' }
  | { readonly kind: 'closed'; readonly refusals: number }
  | {
      readonly kind: 'isolated'
      readonly who: string
      readonly why: string
      readonly until: Date | undefined
      readonly refusals: number
    }
  /** `who` is undefined where the lever's time was over. */
  | { readonly kind: 'released'; readonly who: string | undefined; readonly refusals: number }
  /** `Retry-After` shuts the gate while the circuit may stay closed. */
  | { readonly kind: 'throttled'; readonly operation: string; readonly retryAt: Date }
  | { readonly kind: 'unthrottled'; readonly refusals: number }
  /** The first refusal of a period; the rest are only counted. */
  | {
      readonly kind: 'refused'
      readonly operation: string
      readonly because: CallRefused['because']
      readonly retryAt: Date
    }
  | { readonly kind: 'failed'; readonly operation: string; readonly failure: FailureKind }
  /** Once until the service lets us in again. */
  | { readonly kind: 'misconfigured'; readonly operation: string; readonly status: number | undefined }
)

type WithoutFrame<E> = E extends unknown ? Omit<E, 'dependency' | 'at'> : never

/** An event before the guard adds its name and the time. */
export type GuardNews = WithoutFrame<GuardEvent>
