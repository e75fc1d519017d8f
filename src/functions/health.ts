/** GET /health: how this process and its breakers stand, then the others, from memory alone; never a remote call, a secret or an address. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type { FleetView } from '../resilience/fleet-view.ts'
import { isWell, type BreakerSnapshot } from '../resilience/snapshot.ts'
import type { HealthAnswer } from './answers/health.ts'
import type { Told } from './answers/told.ts'

export interface Health {
  version: string
  instance: string
  process: string
  started: Date
  breakers: () => readonly BreakerSnapshot[]
  /** The other processes, from memory. */
  fleet: () => FleetView
  /** Why this process cannot work, or undefined. */
  fault: () => string | undefined
}

/**
 * 200 for healthy and degraded, since a 503 makes the platform recycle an instance and lose its breaker state; 503 only
 * where the process cannot work. `?strict=1` answers 503 on degraded too, for monitors. A breaker that is not closed
 * degrades wherever it is, in this process or in a live one of the board.
 */
export function makeHealth(health: Health): (request: Pick<HttpRequest, 'query'>) => HttpResponseInit {
  return (request) => {
    const breakers = health.breakers()
    const fleet = health.fleet()
    const fault = health.fault()
    const troubles = [...troublesHere(breakers), ...troublesElsewhere(fleet)]
    const status = fault !== undefined ? 'unhealthy' : troubles.length === 0 ? 'healthy' : 'degraded'
    const isStrict = request.query.get('strict') === '1'
    return {
      status: status === 'unhealthy' || (status === 'degraded' && isStrict) ? 503 : 200,
      headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
      jsonBody: {
        status,
        summary: [status, fault ?? troubles.join('; ')].filter((part) => part !== '').join(': '),
        ...(fault === undefined ? {} : { fault }),
        version: health.version,
        instance: health.instance,
        process: health.process,
        started: health.started.toISOString(),
        breakers: breakers.map(forAnybody),
        fleet,
      } satisfies Told<HealthAnswer>,
    }
  }
}

/** Who pulled a lever and why is for those with a key: a name may be an address. */
function forAnybody(breaker: BreakerSnapshot) {
  const { isolation } = breaker
  return { ...breaker, isolation: isolation === null ? null : { until: isolation.until } }
}

function troublesHere(breakers: readonly BreakerSnapshot[]): string[] {
  return breakers
    .filter((breaker) => !isWell(breaker))
    .map(({ name, state }) => `${name} ${state === 'closed' ? 'misconfigured' : state}`)
}

function troublesElsewhere({ state, troubles }: FleetView): string[] {
  const elsewhere = troubles.map(
    (trouble) =>
      `${trouble.name} ${trouble.state} in ${trouble.processes} other process${trouble.processes === 1 ? '' : 'es'}`,
  )
  return state === 'unknown' ? [...elsewhere, 'shared state unknown'] : elsewhere
}
