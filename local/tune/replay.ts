/** Lives a trace through anew with other settings: the real guard, and the app's own rule for what is put off, on a virtual clock. */
import { statusFailure } from '../../src/adapters/http-failure.ts'
import type { Clock } from '../../src/domain/clock.ts'
import type { Dependency } from '../../src/domain/dependency.ts'
import { CallRefused, DependencyFailed, type FailureKind } from '../../src/domain/errors.ts'
import { settlementOf } from '../../src/functions/outcome.ts'
import { createGuard } from '../../src/resilience/create-guard.ts'
import type { GuardEvent } from '../../src/resilience/guard-event.ts'
import type { Guard } from '../../src/resilience/guard.ts'
import type { BreakerSettings } from '../../src/resilience/settings.ts'
import { startVirtualTime } from '../virtual-time.ts'
import type { Service } from './outages.ts'
import type { CallEnd, RecordedCall } from './recorded-call.ts'
import type { Work } from './work.ts'

export interface Plan {
  readonly dependency: Dependency
  readonly settings: BreakerSettings
  /** In the order of their time. */
  readonly work: readonly Work[]
  readonly service: Service
  /** In [0, 1), for jitter. */
  readonly random: () => number
}

/** A try that the service did not answer; milliseconds. */
export interface WastedTry {
  readonly at: number
  readonly ms: number
}

/** A piece of work from when it came up until it had its answer; milliseconds. */
export interface Done {
  readonly at: number
  readonly deferrals: number
  /** Beyond what its answer takes. */
  readonly delayMs: number
}

export interface Replayed {
  /** As the app would tell of them, in the order of their end. */
  readonly calls: readonly RecordedCall[]
  readonly wasted: readonly WastedTry[]
  readonly done: readonly Done[]
  /** By instance. */
  readonly events: ReadonlyMap<string, readonly GuardEvent[]>
}

/** Takes the place of the timers meanwhile: one at a time. */
export async function replay(plan: Plan): Promise<Replayed> {
  const { settings, work, service, random } = plan
  const time = startVirtualTime(new Date(work[0]?.at ?? 0))
  const now = (): number => time.clock.now().getTime()
  const { guards, events } = guardsFor(plan, time.clock)
  const calls: RecordedCall[] = []
  const wasted: WastedTry[] = []
  const done: Done[] = []
  const bugs: unknown[] = []

  /** What was recorded beyond a try's time was waiting in line. */
  const answerMsOf = ({ answerMs = service.usualMs }: Work): number =>
    Math.min(answerMs, settings.timeoutMs - 1)

  async function reach(piece: Work): Promise<void> {
    const at = now()
    const outage = service.outageAt(at)
    if (outage === undefined) return pause(answerMsOf(piece))
    const { failure } = outage
    wasted.push({ at, ms: Math.min(failure.ms, settings.timeoutMs) })
    await pause(failure.ms)
    throw failureOf(plan.dependency, failure.end)
  }

  async function call(piece: Work): Promise<void> {
    const { instance, operation, transaction, isTriedTwice: idempotent } = piece
    const at = now()
    const record = (end: CallEnd): void =>
      void calls.push({ at, ms: now() - at, instance, operation, transaction, end })
    try {
      await guards.get(instance)?.call(operation, () => reach(piece), { idempotent })
      record('answered')
    } catch (error) {
      if (error instanceof CallRefused) record('refused')
      else if (error instanceof DependencyFailed) record(error.failure)
      throw error
    }
  }

  async function live(piece: Work): Promise<void> {
    const since = new Date(piece.at).toISOString()
    for (let deferrals = 0; ; deferrals++) {
      try {
        await call(piece)
        return void done.push({
          at: piece.at,
          deferrals,
          delayMs: Math.max(0, now() - piece.at - answerMsOf(piece)),
        })
      } catch (error) {
        const settlement = settlementOf(error, time.clock.now(), random, { since, deferrals })
        if (settlement.do !== 'defer') throw error
        await pause(settlement.until.getTime() - now())
      }
    }
  }

  async function begin(): Promise<void> {
    for (const piece of work) {
      await pause(piece.at - now())
      live(piece).catch((error: unknown) => bugs.push(error))
    }
  }
  const begun = begin()
  await withoutStackTraces(() => time.runUntil(Infinity))
  await begun
  if (bugs.length > 0) throw new Error('the replay went wrong', { cause: bugs[0] })
  return { calls, wasted, done, events }
}

/** One an instance, as each process has its own. */
function guardsFor({ dependency, settings, work, random }: Plan, clock: Clock) {
  const guards = new Map<string, Guard>()
  const events = new Map<string, GuardEvent[]>()
  for (const instance of new Set(work.map((piece) => piece.instance))) {
    const told: GuardEvent[] = []
    const onEvent = (event: GuardEvent): void => void told.push(event)
    const translate = (error: unknown): Error => new Error('a bug of the replay', { cause: error })
    events.set(instance, told)
    guards.set(instance, createGuard({ dependency, settings, translate, clock, random, onEvent }))
  }
  return { guards, events }
}

/** A 429 as the adapters take it where it names no time: the trace does not hold what it named. */
function failureOf(dependency: Dependency, failure: FailureKind): Error {
  if (failure === 'throttled') return statusFailure(dependency, { status: 429 })
  return new DependencyFailed(dependency, failure, { mayHaveActed: true })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

/** Nobody reads where a thousand refusals came from. */
async function withoutStackTraces(work: () => Promise<void>): Promise<void> {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  await work().finally(() => {
    Error.stackTraceLimit = stackTraceLimit
  })
}
