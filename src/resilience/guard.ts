/** What an adapter passes every remote operation through; create-guard.ts makes one for each dependency. */
import type { Dependency } from '../domain/dependency.ts'
import type { BreakerSnapshot } from './snapshot.ts'

/** One try on the network. The signal fires when the try's time is over: hand it to the SDK. */
export type Work<T> = (signal: AbortSignal) => Promise<T>

export interface CallOptions<T> {
  /** True where a second try does no harm: one quick retry, after jitter. Never for a send. */
  readonly idempotent?: boolean
  /** Answers in place of a dependency that is away (CallRefused or DependencyFailed): cached or default, never for a record. */
  readonly fallback?: (away: unknown) => T | Promise<T>
  /**
   * For the put of a deferral alone: passes line, open circuit, `Retry-After` and deadline, under its timeout; only a
   * lever holds it.
   */
  readonly evenIfOpen?: boolean
  /** Milliseconds that one try may take, where the guard's own are too few or too many. */
  readonly timeoutMs?: number
}

/** Who pulled a lever, why, and until when (undefined: until it is released). */
export interface Lever {
  readonly who: string
  readonly why: string
  readonly until?: Date | undefined
}

export interface Guard {
  readonly dependency: Dependency
  /**
   * Makes the call, or refuses it with CallRefused where the dependency is known to be away. Throws DependencyFailed,
   * Misconfigured or RemoteAnswer as the adapter's failures.ts translates the SDK's error, OutOfTime past the step's deadline.
   * `operation` is a short constant word for the log, such as "send"; never an id or an address.
   */
  call<T>(operation: string, work: Work<T>, options?: CallOptions<T>): Promise<T>
  /** Refuses every call until it is released or its time is over; a second lever takes the place of the first. */
  isolate(lever: Lever): void
  /** Back to closed, the count at zero, also from open; a `Retry-After` stands. */
  release(who: string): void
  /** The next call goes as the probe, though the open time is not over; a lever or a `Retry-After` stands. */
  probe(): void
  snapshot(): BreakerSnapshot
}
