/** Makes the guard of one dependency: quick retry → bulkhead → gate → circuit → timeout → the call. */
import { systemClock, type Clock } from '../domain/clock.ts'
import type { Dependency } from '../domain/dependency.ts'
import { CallRefused, DependencyFailed, OutOfTime } from '../domain/errors.ts'
import { createBulkhead } from './bulkhead.ts'
import { createCircuit, type Pass } from './circuit.ts'
import { waitingFor } from './current-try.ts'
import { deadline, withoutDeadline } from './deadline.ts'
import { createGate, type Refusal } from './gate.ts'
import type { GuardEvent, GuardNews } from './guard-event.ts'
import type { CallOptions, Guard, Work } from './guard.ts'
import { createNetworkTry, type Translate } from './network-try.ts'
import { quickRetry } from './quick-retry.ts'
import type { BreakerSettings } from './settings.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { createTally } from './tally.ts'
import { verdictOn } from './verdict.ts'

export interface GuardParts {
  readonly dependency: Dependency
  readonly settings: BreakerSettings
  readonly translate: Translate
  readonly clock?: Clock
  /** In [0, 1), for jitter. */
  readonly random?: () => number
  readonly onEvent?: (event: GuardEvent) => void
}

export function createGuard(parts: GuardParts): Guard {
  const { dependency, settings, clock = systemClock, random = Math.random, onEvent } = parts
  const tell = (news: GuardNews): void => onEvent?.({ ...news, dependency, at: clock.now() } as GuardEvent)

  const tally = createTally(dependency, clock, tell)
  const circuit = createCircuit(settings.opensAfter, (phase) => {
    if (phase === 'open') tally.counters.opened++
    gate.turned(phase)
  })
  const gate = createGate({ circuit, staysOpenMs: settings.staysOpenMs, clock, random }, tell)
  const takeTurn = createBulkhead(settings.atOnce, clock)
  const networkTry = createNetworkTry(dependency, parts.translate)

  function refuse(operation: string, refusal: Refusal): CallRefused {
    tally.counters.refusals++
    gate.refused(operation, refusal)
    return new CallRefused(dependency, refusal.because, refusal.retryAt)
  }

  async function tryOnce<T>(operation: string, work: Work<T>, options: CallOptions<T>): Promise<T> {
    if (options.evenIfOpen === true) return throughAnyway(operation, work, options)
    // Known to be away: no place in the line is taken.
    const refusal = gate.refusal()
    if (refusal !== undefined) throw refuse(operation, refusal)
    const until = deadline()
    return takeTurn(() => inTurn(operation, work, options, until), until)
  }

  async function inTurn<T>(
    operation: string,
    work: Work<T>,
    options: CallOptions<T>,
    until: Date | undefined,
  ): Promise<T> {
    if (until !== undefined && clock.now() >= until)
      throw new OutOfTime(`no time is left for ${dependency} ${operation}`)
    const refusal = gate.refusal()
    if (refusal !== undefined) throw refuse(operation, refusal)
    return reach(operation, work, options, circuit.pass())
  }

  /** The put of a deferral: no line, no circuit; only a lever holds it, since somebody wished so. */
  async function throughAnyway<T>(operation: string, work: Work<T>, options: CallOptions<T>): Promise<T> {
    const refusal = gate.refusal()
    if (refusal?.because === 'isolated') throw refuse(operation, refusal)
    const pass = refusal === undefined ? circuit.pass() : undefined
    return withoutDeadline(() => reach(operation, work, options, pass))
  }

  async function reach<T>(
    operation: string,
    work: Work<T>,
    options: CallOptions<T>,
    pass: Pass | undefined,
  ): Promise<T> {
    tally.counters.calls++
    let value: T
    try {
      value = await networkTry(work, options.timeoutMs ?? settings.timeoutMs)
    } catch (error) {
      const verdict = verdictOn(error, dependency)
      tally.ended(operation, verdict, error)
      if (verdict === 'failure' && error instanceof DependencyFailed && error.retryAfterMs !== undefined)
        gate.throttle(operation, error.retryAfterMs)
      if (pass !== undefined) await circuit.settle(pass, verdict)
      throw error
    }
    tally.ended(operation, 'answered')
    if (pass !== undefined) await circuit.settle(pass, 'answered')
    return value
  }

  async function call<T>(operation: string, work: Work<T>, options: CallOptions<T> = {}): Promise<T> {
    const attempt = (): Promise<T> => tryOnce(operation, work, options)
    const isShut = (): boolean => gate.refusal() !== undefined
    try {
      return await (options.idempotent === true ? quickRetry(attempt, dependency, isShut, random) : attempt())
    } catch (error) {
      const isAway = error instanceof CallRefused || error instanceof DependencyFailed
      if (options.fallback === undefined || !isAway) throw error
      return options.fallback(error)
    }
  }

  return {
    dependency,
    call: (operation, work, options) => waitingFor(dependency, () => call(operation, work, options)),
    isolate: (lever) => gate.isolate(lever),
    release: (who) => gate.release(who),
    probe: () => gate.probe(),
    snapshot: () => takeSnapshot(dependency, settings, { tally, circuit, gate }),
  }
}
