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

/**
 * `random` in [0, 1) spreads what was put off, so that a service that is back meets no crowd; `deferrals` says how often
 * the message was put off before.
 */
export function settlementOf(error: unknown, now: Date, random: () => number, deferrals = 0): Settlement {
  const defer = (until: Date, because: string): Settlement => {
    const wait = Math.max(0, until.getTime() - now.getTime())
    return { do: 'defer', until: after(now, wait + random() * Math.max(seconds(1), wait / 10)), because }
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
