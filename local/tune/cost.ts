/** What settings would have cost in a trace, counted from its replay. */
import type { GuardEvent } from '../../src/resilience/guard-event.ts'
import type { Service } from './outages.ts'
import type { Replayed } from './replay.ts'

/** Times in seconds. */
export interface Cost {
  /** From closed; a probe in vain is none. */
  readonly opened: number
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
  /** The measure: all delay, and for each wasted try so many seconds as it is said to be worth. */
  readonly total: number
}

/** `secondsAWastedTry`: how much delay one try in vain outweighs. */
export function costOf(replayed: Replayed, service: Service, secondsAWastedTry: number): Cost {
  const { calls, wasted, done, events } = replayed
  const openTimes = [...events.values()].map(openTimeIn)
  const refused = calls.filter(({ end }) => end === 'refused')
  const avoided = refused.filter(({ at }) => service.failureAt(at) !== undefined).length
  const putOff = done.filter(({ deferrals }) => deferrals > 0)
  const delayed = sum(done.map(({ delayMs }) => delayMs)) / 1_000
  return {
    opened: sum(openTimes.map(({ times }) => times)),
    openSeconds: sum(openTimes.map(({ ms }) => ms)) / 1_000,
    probes: [...events.values()].flat().filter(({ kind }) => kind === 'half-opened').length,
    wasted: wasted.length,
    wastedSeconds: sum(wasted.map(({ ms }) => ms)) / 1_000,
    avoided,
    refusedWhileWell: refused.length - avoided,
    putOff: putOff.length,
    meanDelaySeconds:
      putOff.length === 0 ? 0 : sum(putOff.map(({ delayMs }) => delayMs)) / 1_000 / putOff.length,
    total: delayed + wasted.length * secondsAWastedTry,
  }
}

/** How often one breaker left closed, and for how long it was not closed. */
function openTimeIn(events: readonly GuardEvent[]): { times: number; ms: number } {
  let times = 0
  let ms = 0
  let since: number | undefined
  let mayTry = 0
  for (const event of events) {
    if (event.kind === 'opened') {
      if (since === undefined) times++
      since ??= event.at.getTime()
      mayTry = event.retryAt.getTime()
    }
    if (event.kind === 'closed' && since !== undefined) {
      ms += event.at.getTime() - since
      since = undefined
    }
  }
  // Nobody came any more: from then on a probe was due.
  return { times, ms: since === undefined ? ms : ms + mayTry - since }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
