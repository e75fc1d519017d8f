/** What the guards tell, as events: transitions, the first refusal of a period, throttles, failures, faults of configuration. */
import type { GuardEvent } from '../resilience/guard-event.ts'
import { type EventName, eventNames, type EventProperties, metricNames } from './events.ts'
import type { Telemetry } from './telemetry.ts'

const stateValues: Readonly<Record<string, number>> = { closed: 0, 'half-open': 1, open: 2, isolated: 3 }

export const tellGuard =
  (telemetry: Telemetry) =>
  (event: GuardEvent): void => {
    const [name, properties] = inWords(event)
    telemetry.event(name, { dependency: event.dependency, ...properties })
    const value = name === eventNames.transition ? stateValues[String(properties.to)] : undefined
    if (value === undefined) return
    const { dependency: target } = event
    telemetry.tell({ kind: 'metric', name: metricNames.breakerState, value, properties: { target } })
  }

type News = { readonly [N in EventName]: readonly [N, EventProperties<N>] }[EventName]

/** A lever's `who` is a person's name or address: it stays out of the telemetry. */
function inWords(event: GuardEvent): News {
  switch (event.kind) {
    case 'opened':
      return [
        eventNames.transition,
        { to: 'open', retryAt: event.retryAt.toISOString(), refusals: event.refusals },
      ]
    case 'half-opened':
      return [eventNames.transition, { to: 'half-open' }]
    case 'closed':
      return [eventNames.transition, { to: 'closed', refusals: event.refusals }]
    case 'isolated':
      return [eventNames.transition, { to: 'isolated', refusals: event.refusals }]
    case 'released':
      return [eventNames.transition, { to: 'closed', released: true, refusals: event.refusals }]
    case 'throttled':
      return [
        eventNames.throttled,
        { operation: event.operation, retryAt: event.retryAt.toISOString(), over: false },
      ]
    case 'unthrottled':
      return [eventNames.throttled, { over: true, refusals: event.refusals }]
    case 'refused':
      return [
        eventNames.refused,
        { operation: event.operation, because: event.because, retryAt: event.retryAt.toISOString() },
      ]
    case 'failed':
      return [eventNames.failed, { operation: event.operation, failure: event.failure }]
    case 'misconfigured':
      return [eventNames.misconfigured, { operation: event.operation, status: event.status }]
  }
}
