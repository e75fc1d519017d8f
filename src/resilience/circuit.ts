/** The circuit of one guard: cockatiel counts failures and decides; time, the one probe and late answers are kept here. */
import { circuitBreaker, ConsecutiveBreaker, handleWhenResult } from 'cockatiel'
import type { Verdict } from './verdict.ts'

export type Phase = 'closed' | 'open' | 'half-open'

/** A call that was let through; what it says is only heard while nothing has changed since. */
export interface Pass {
  readonly era: number
  readonly isProbe: boolean
}

export interface Circuit {
  readonly phase: Phase
  readonly isProbing: boolean
  readonly consecutiveFailures: number
  /** For a call that begins now: the caller has made sure that the open time is over and that no probe is under way. */
  pass(): Pass
  /** The call is over. Opens and closes by it, then calls `changed`. */
  settle(pass: Pass, verdict: Verdict): Promise<void>
  /** Calls under way are no longer heard. */
  forget(): void
  /** Closed, the count at zero. */
  reset(): void
}

const verdictFails = handleWhenResult((verdict) => verdict === 'failure')

/**
 * The breaker is told the verdict of each call after the fact instead of being wrapped around it: cockatiel would take
 * an unclear probe (401, no token, a bug) for a success and close, would let callers wait behind a probe instead of
 * refusing them, and would let a call that began before the circuit opened decide over the probe.
 */
export function createCircuit(opensAfter: number, changed: (phase: Phase) => void): Circuit {
  let phase: Phase = 'closed'
  let era = 0
  let isProbing = false
  let breaker = closedBreaker()

  function closedBreaker() {
    const count = new ConsecutiveBreaker(opensAfter)
    // The gate alone keeps the time, by the clock passed in: whenever it lets a probe through, cockatiel must too.
    const policy = circuitBreaker(verdictFails, { halfOpenAfter: -Infinity, breaker: count })
    policy.onBreak(() => become(count, 'open'))
    policy.onReset(() => become(count, 'closed'))
    return { count, policy }
  }

  function become(count: ConsecutiveBreaker, next: Phase): void {
    // A breaker that a lever has replaced has no say.
    if (count !== breaker.count) return
    phase = next
    forget()
    changed(next)
  }

  function forget(): void {
    era++
    isProbing = false
  }

  return {
    get phase() {
      return phase
    },
    get isProbing() {
      return isProbing
    },
    get consecutiveFailures() {
      return breaker.count.state
    },
    pass() {
      if (phase === 'closed') return { era, isProbe: false }
      isProbing = true
      if (phase === 'open') {
        phase = 'half-open'
        changed(phase)
      }
      return { era, isProbe: true }
    },
    async settle(pass, verdict) {
      if (pass.era !== era) return
      if (verdict !== 'unknown') await breaker.policy.execute(() => verdict)
      else if (pass.isProbe) isProbing = false
    },
    forget,
    reset() {
      phase = 'closed'
      forget()
      breaker = closedBreaker()
    },
  }
}
