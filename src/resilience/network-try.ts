/** One try on the network, under its time limit, its error put into our words. */
import { TaskCancelledError, timeout, TimeoutStrategy, type TimeoutPolicy } from 'cockatiel'
import type { Dependency } from '../domain/dependency.ts'
import { AgentError, DependencyFailed } from '../domain/errors.ts'
import { newTry, startTry } from './current-try.ts'
import type { Work } from './guard.ts'

/** An adapter's failures.ts: what the SDK threw, as an AgentError; a bug of ours stays what it is. */
export type Translate = (error: unknown) => Error

/** Rejects with an AgentError, or with the error as it is where `translate` knows nothing of it. */
export type NetworkTry = <T>(work: Work<T>, timeoutMs: number) => Promise<T>

export function createNetworkTry(dependency: Dependency, translate: Translate): NetworkTry {
  const limits = new Map<number, TimeoutPolicy>()

  return async (work, timeoutMs) => {
    const current = newTry()
    let signal: AbortSignal | undefined
    try {
      return await limitOf(timeoutMs).execute((context) => {
        signal = context.signal
        return startTry(() => work(context.signal), current)
      })
    } catch (thrown) {
      // The SDK's own abort error may come before cockatiel's: either way it was the time limit.
      const isOver = thrown instanceof TaskCancelledError || signal?.aborted === true
      if (isOver) throw timedOut(thrown, current.waitsFor.at(-1))
      throw thrown instanceof AgentError ? thrown : translate(thrown)
    }
  }

  function limitOf(ms: number): TimeoutPolicy {
    const known = limits.get(ms)
    if (known !== undefined) return known
    // The signal fires on timeout alone: a reply that is still read after the call must not be cut off.
    const limit = timeout(ms, { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false })
    limits.set(ms, limit)
    return limit
  }

  /** While the try waited for a token it had not been sent: the token's guard is to blame, not this one. */
  function timedOut(cause: unknown, waitedFor: Dependency | undefined): DependencyFailed {
    return waitedFor === undefined
      ? new DependencyFailed(dependency, 'timeout', { mayHaveActed: true, cause })
      : new DependencyFailed(waitedFor, 'timeout', { mayHaveActed: false, cause })
  }
}
