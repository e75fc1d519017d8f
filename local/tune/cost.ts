/** What settings would have cost in a trace, counted from its replay. */
import type { GuardEvent } from '../../src/resilience/guard-event.ts'
import { median } from '../quantile.ts'
import type { Service } from './outages.ts'
import type { Replayed } from './replay.ts'

/** Times in seconds. */
export interface Cost {
  /** From closed; a probe in vain is none. */
  readonly opened: number
  /** From the begin of the outage to the opening, median; NaN where it never opened within one. */
  readonly opensAfterSeconds: number
  readonly openSeconds: number
  readonly probes: number
  /** Tries that the service did not answer. */
  readonly wasted: number
  readonly wastedSeconds: number
  /** Calls that would have failed, and were refused. */
  readonly avoided: number
  /** Calls that would have been answered, and were refused. */
  readonly refusedWhileWell: number
  /** Pieces of work that were put off. */
  readonly putOff: number
  readonly meanDelaySeconds: number
  /** Delay of all work while the service was well: what came up in an outage had to wait for its end in any case. */
  readonly lateSeconds: number
  /** The measure: `lateSeconds`, and for each wasted try so many seconds as it is said to be worth. */
  readonly total: number
}

/** `secondsAWastedTry`: how much delay one try in vain outweighs. */
export function costOf(replayed: Replayed, service: Service, secondsAWastedTry: number): Cost {
  const { calls, wasted, done, events } = replayed
  const openTimes = [...events.values()].map(openTimeIn)
  const openings = openTimes.flatMap((one) => one.openings)
  const refused = calls.filter(({ end }) => end === 'refused')
  const avoided = refused.filter(({ at }) => service.outageAt(at) !== undefined).length
  const putOff = done.filter(({ deferrals }) => deferrals > 0)
  const certainMs = (at: number): number => (service.outageAt(at)?.until ?? at) - at
  const lateSeconds = sum(done.map(({ at, delayMs }) => Math.max(0, delayMs - certainMs(at)))) / 1_000
  return {
    opened: openings.length,
    opensAfterSeconds:
      median(openings.map((at) => at - (service.outageAt(at)?.from ?? Number.NaN)).filter(Number.isFinite)) /
      1_000,
    openSeconds: sum(openTimes.map(({ ms }) => ms)) / 1_000,
    probes: [...events.values()].flat().filter(({ kind }) => kind === 'half-opened').length,
    wasted: wasted.length,
    wastedSeconds: sum(wasted.map(({ ms }) => ms)) / 1_000,
    avoided,
    refusedWhileWell: refused.length - avoided,
    putOff: putOff.length,
    meanDelaySeconds:
      putOff.length === 0 ? 0 : sum(putOff.map(({ delayMs }) => delayMs)) / 1_000 / putOff.length,
    lateSeconds,
    total: lateSeconds + wasted.length * secondsAWastedTry,
  }
}

/** When one breaker left closed, and for how long in all it was not closed; milliseconds. */
function openTimeIn(events: readonly GuardEvent[]): { openings: readonly number[]; ms: number } {
  const openings: number[] = []
  let ms = 0
  let since: number | undefined
  let mayTry = 0
  for (const event of events) {
    if (event.kind === 'opened') {
      if (since === undefined) openings.push(event.at.getTime())
      since ??= event.at.getTime()
      mayTry = event.retryAt.getTime()
    }
    if (event.kind === 'closed' && since !== undefined) {
      ms += event.at.getTime() - since
      since = undefined
    }
  }
  // Nobody came any more: from then on a probe was due.
  return { openings, ms: since === undefined ? ms : ms + mayTry - since }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
