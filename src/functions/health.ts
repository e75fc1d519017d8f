/** GET /health: how this process and its breakers stand, from memory alone; never a remote call, a secret or an address. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type { BreakerSnapshot } from '../resilience/snapshot.ts'

export interface Health {
  version: string
  instance: string
  process: string
  started: Date
  breakers: () => readonly BreakerSnapshot[]
  /** Why this process cannot work, or undefined. */
  fault: () => string | undefined
}

const isWell = (breaker: BreakerSnapshot): boolean => breaker.state === 'closed' && !breaker.misconfigured

/**
 * 200 for healthy and degraded, since a 503 makes the platform recycle an instance and lose its breaker state; 503 only
 * where the process cannot work. `?strict=1` answers 503 on degraded too, for monitors.
 */
export function makeHealth(health: Health): (request: Pick<HttpRequest, 'query'>) => HttpResponseInit {
  return (request) => {
    const breakers = health.breakers()
    const fault = health.fault()
    const status = fault !== undefined ? 'unhealthy' : breakers.every(isWell) ? 'healthy' : 'degraded'
    const isStrict = request.query.get('strict') === '1'
    return {
      status: status === 'unhealthy' || (status === 'degraded' && isStrict) ? 503 : 200,
      headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
      jsonBody: {
        status,
        ...(fault === undefined ? {} : { fault }),
        version: health.version,
        instance: health.instance,
        process: health.process,
        started: health.started.toISOString(),
        breakers,
      },
    }
  }
}
