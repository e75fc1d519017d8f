/** The only place that maps an error to what becomes of its message: put off, tried again, or parked. */
import { after, minutes, seconds } from '../domain/clock.ts'
import {
  BadMessage,
  CallRefused,
  DependencyFailed,
  Inconsistent,
  Misconfigured,
  NotYet,
  OutOfTime,
  RemoteAnswer,
} from '../domain/errors.ts'

export type Settlement =
  /** Back into the queue, hidden until then; no attempt is burned. */
  | { readonly do: 'defer'; readonly until: Date; readonly because: string }
  /** Nobody foresaw it: one of the host's attempts is spent. */
  | { readonly do: 'retry' }
  /** Trying again cannot help: a person looks at it. */
  | { readonly do: 'park'; readonly kind: string; readonly why: string }

/** Rights to a mailbox take up to two hours to apply: look again every five minutes. */
const misconfiguredPause = minutes(5)
/**
 * A service that fails but keeps its circuit closed is asked less and less often; yet no work waits longer than circuits
 * stay open, since in an outage it is put off many times before it happens to be the probe.
 */
const failedPause = (deferrals: number): number => Math.min(seconds(5) * 2 ** deferrals, minutes(1))

/** What is put off is spread over so many milliseconds, so that a service that is back meets no crowd. */
const spreadOf = (waitMs: number): number => Math.max(seconds(1), waitMs / 10)

/** Work of this age comes back within the first half of the spread; the older it is the sooner. */
const halfSpreadAge = minutes(10)
const narrowest = 1 / 8
const shareOf = (ageMs: number): number => Math.max(narrowest, halfSpreadAge / (halfSpreadAge + ageMs))

/** What is known of the message: when its work first came up (ISO), and how often it was put off before. */
export interface Waiting {
  readonly since: string
  readonly deferrals: number
}

/** `random` gives numbers in [0, 1). */
export function settlementOf(
  error: unknown,
  now: Date,
  random: () => number,
  { since, deferrals }: Waiting = { since: now.toISOString(), deferrals: 0 },
): Settlement {
  const defer = (until: Date, because: string): Settlement => {
    const wait = Math.max(0, until.getTime() - now.getTime())
    // The oldest first: it has waited longest.
    const share = shareOf(Math.max(0, now.getTime() - Date.parse(since)))
    return { do: 'defer', until: after(now, wait + random() * share * spreadOf(wait)), because }
  }
  if (error instanceof CallRefused) return defer(error.retryAt, `${error.dependency} ${error.because}`)
  if (error instanceof DependencyFailed)
    return defer(
      after(now, error.retryAfterMs ?? failedPause(deferrals)),
      `${error.dependency} ${error.failure}`,
    )
  if (error instanceof Misconfigured)
    return defer(after(now, misconfiguredPause), `${error.dependency} misconfigured`)
  if (error instanceof NotYet) return defer(error.until, error.message)
  if (error instanceof OutOfTime) return defer(now, error.message)
  // Another run was first: the next one finds its work done.
  if (error instanceof RemoteAnswer && error.answer === 'conflict')
    return defer(after(now, seconds(1)), error.message)
  if (error instanceof RemoteAnswer || error instanceof BadMessage || error instanceof Inconsistent)
    return { do: 'park', kind: error.kind, why: error.message }
  return { do: 'retry' }
}
