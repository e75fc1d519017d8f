/** The app's functions as lines for whoever starts the host. */
import type { Endpoint } from './http/server.ts'
import type { QueueFunction } from './queue/settle-message.ts'
import type { TimerFunction } from './timer/timer-function.ts'

export function describe(parts: {
  readonly endpoints: readonly Endpoint[]
  readonly targets: readonly QueueFunction[]
  readonly timers: readonly TimerFunction[]
}): string[] {
  return [
    ...parts.endpoints.map(
      ({ name, methods, route, authLevel }) =>
        `${name}: ${methods.join(',')} ${route}${authLevel === 'anonymous' ? '' : ` (${authLevel} key)`}`,
    ),
    ...parts.targets.map(({ fn, queue }) => `${fn.metadata.name}: queue ${queue.name}`),
    ...parts.timers.map(({ fn, scheduleText }) => `${fn.metadata.name}: schedule ${scheduleText}`),
  ]
}
