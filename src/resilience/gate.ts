/** Whether a call may go now: shut by a lever, by the open circuit, by `Retry-After`, or while the one probe is under way. */
import { seconds, type Clock } from '../domain/clock.ts'
import type { CallRefused } from '../domain/errors.ts'
import type { Circuit, Phase } from './circuit.ts'
import type { GuardNews } from './guard-event.ts'
import type { Lever } from './guard.ts'

/** The last instant that a Date can hold; a service may ask for more. */
const lastMoment = 8.64e15

export interface Refusal {
  readonly because: CallRefused['because']
  readonly retryAt: Date
}

export interface Gate {
  /** Why no call may go now; undefined lets it through. */
  refusal(): Refusal | undefined
  /** Counts the refusals of a period; only the first makes news. */
  refused(operation: string, refusal: Refusal): void
  /** The circuit opened, went half-open or closed. */
  turned(phase: Phase): void
  /** `Retry-After`: nobody calls before it has passed. */
  throttle(operation: string, ms: number): void
  isolate(lever: Lever): void
  release(who: string | undefined): void
  /** The open time counts as over. */
  probe(): void
  standing(): Standing
}

/** How the gate stands, for the snapshot. */
export interface Standing {
  readonly lever: Lever | undefined
  /** The lever's time is over and nobody has called since: the next call finds the circuit closed. */
  readonly isReleased: boolean
  readonly openedAt: Date | undefined
  /** Open time or `Retry-After`, whichever is later; undefined where it is over. */
  readonly shutUntil: Date | undefined
}

export function createGate(
  deps: { circuit: Circuit; staysOpenMs: number; clock: Clock; random: () => number },
  tell: (news: GuardNews) => void,
): Gate {
  const { circuit, staysOpenMs, clock, random } = deps
  let lever: Lever | undefined
  let openedAt: Date | undefined
  /** Milliseconds since 1970; 0 for never. */
  let openUntil = 0
  let throttledUntil = 0
  let refusals = 0
  /** Probes in a row that found the dependency still away. */
  let probesInVain = 0

  const now = (): number => clock.now().getTime()

  function periodEnds(): number {
    const ended = refusals
    refusals = 0
    return ended
  }

  function release(who: string | undefined): void {
    const wasShut = lever !== undefined || circuit.phase !== 'closed'
    lever = undefined
    openedAt = undefined
    openUntil = 0
    probesInVain = 0
    circuit.reset()
    if (wasShut) tell({ kind: 'released', who, refusals: periodEnds() })
  }

  /** Almost every call finds the gate like this, without a look at the clock. */
  const isWideOpen = (): boolean => circuit.phase === 'closed' && lever === undefined && throttledUntil === 0

  /**
   * While a probe is under way: a moment, since it mostly ends well; in a long outage longer each time, so that a service that
   * hangs does not have its whole crowd come and go during each probe.
   */
  function besideProbe(): number {
    const moment = seconds(1 + 4 * random())
    return Math.min(moment * 2 ** Math.min(probesInVain, 16), Math.max(moment, staysOpenMs))
  }

  function heldByLever(at: number): Refusal | undefined {
    if (lever === undefined) return undefined
    if (lever.until === undefined) return { because: 'isolated', retryAt: new Date(at + staysOpenMs) }
    if (lever.until.getTime() > at) return { because: 'isolated', retryAt: lever.until }
    release(undefined)
    return undefined
  }

  return {
    refusal() {
      if (isWideOpen()) return undefined
      const at = now()
      const held = heldByLever(at)
      if (held !== undefined) return held
      const shutUntil = Math.max(openUntil, throttledUntil)
      if (shutUntil > at)
        return { because: circuit.phase === 'open' ? 'open' : 'throttled', retryAt: new Date(shutUntil) }
      if (circuit.isProbing) return { because: 'half-open', retryAt: new Date(at + besideProbe()) }
      if (throttledUntil > 0 && circuit.phase === 'closed')
        tell({ kind: 'unthrottled', refusals: periodEnds() })
      throttledUntil = 0
      return undefined
    },
    refused(operation, refusal) {
      refusals++
      if (refusals === 1) tell({ kind: 'refused', operation, ...refusal })
    },
    turned(phase) {
      if (phase === 'half-open') return tell({ kind: 'half-opened' })
      // It stays set while half-open.
      probesInVain = phase === 'open' && openedAt !== undefined ? probesInVain + 1 : 0
      openedAt = phase === 'open' ? clock.now() : undefined
      openUntil = openedAt === undefined ? 0 : openedAt.getTime() + staysOpenMs
      if (phase === 'closed') tell({ kind: 'closed', refusals: periodEnds() })
      else
        tell({
          kind: 'opened',
          retryAt: new Date(Math.max(openUntil, throttledUntil)),
          refusals: periodEnds(),
        })
    },
    throttle(operation, ms) {
      if (!(ms > 0)) return
      const at = now()
      const wasThrottled = throttledUntil > at
      throttledUntil = Math.max(throttledUntil, Math.min(at + ms, lastMoment))
      if (!wasThrottled && circuit.phase === 'closed')
        tell({ kind: 'throttled', operation, retryAt: new Date(throttledUntil) })
    },
    isolate(next) {
      lever = next
      circuit.forget()
      tell({ kind: 'isolated', who: next.who, why: next.why, until: next.until, refusals: periodEnds() })
    },
    release,
    probe() {
      openUntil = 0
    },
    standing() {
      const at = now()
      const held = lever?.until === undefined || lever.until.getTime() > at ? lever : undefined
      const isReleased = lever !== undefined && held === undefined
      const shutUntil = Math.max(isReleased ? 0 : openUntil, throttledUntil)
      return {
        lever: held,
        isReleased,
        openedAt,
        shutUntil: shutUntil > at ? new Date(shutUntil) : undefined,
      }
    },
  }
}
