/** How long each breaker has not been closed, told while it is so: a process that has ended tells nothing any more. */
import type { Clock } from '../domain/clock.ts'
import type { Dependency } from '../domain/dependency.ts'
import type { GuardEvent } from '../resilience/guard-event.ts'
import type { BreakerSnapshot } from '../resilience/snapshot.ts'
import { metricNames } from './events.ts'
import type { Telemetry } from './telemetry.ts'

export interface TellOpenTime {
  /** Told at each opening too, so at each probe in vain. */
  onEvent(event: GuardEvent): void
  /** Once a minute; a breaker whose probe is due and is not made keeps nobody waiting. */
  beat(breakers: readonly BreakerSnapshot[]): void
}

export function makeTellOpenTime(telemetry: Telemetry, clock: Clock): TellOpenTime {
  const since = new Map<Dependency, Date>()

  function tell(target: Dependency): void {
    const opened = since.get(target)
    if (opened === undefined) return
    const value = (clock.now().getTime() - opened.getTime()) / 1_000
    telemetry.tell({ kind: 'metric', name: metricNames.openTime, value, properties: { target } })
  }

  return {
    onEvent({ kind, dependency, at }) {
      if (kind === 'closed' || kind === 'released') since.delete(dependency)
      if (kind !== 'opened' && kind !== 'isolated') return
      if (!since.has(dependency)) since.set(dependency, at)
      tell(dependency)
    },
    beat(breakers) {
      for (const { name, state, probeDue } of breakers) {
        // A lever whose time is over makes no event before the next call.
        if (state === 'closed') since.delete(name)
        else if (!probeDue) tell(name)
      }
    },
  }
}
