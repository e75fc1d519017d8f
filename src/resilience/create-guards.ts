/** One guard a dependency and process: whoever calls the same dependency leans on the same circuit. */
import type { Clock } from '../domain/clock.ts'
import { dependencies, type Dependency } from '../domain/dependency.ts'
import { createGuard } from './create-guard.ts'
import type { GuardEvent } from './guard-event.ts'
import type { Guard } from './guard.ts'
import type { Translate } from './network-try.ts'
import type { BreakerSettings } from './settings.ts'
import type { BreakerSnapshot } from './snapshot.ts'

export type Guards = Readonly<Record<Dependency, Guard>>

export function createGuards(parts: {
  readonly settings: Readonly<Record<Dependency, BreakerSettings>>
  /** Each adapter's failures.ts. */
  readonly translate: Readonly<Record<Dependency, Translate>>
  readonly clock?: Clock
  /** In [0, 1), for jitter. */
  readonly random?: () => number
  readonly onEvent?: (event: GuardEvent) => void
}): Guards {
  const { settings, translate, ...shared } = parts
  const guards = dependencies.map((dependency) => [
    dependency,
    createGuard({
      dependency,
      settings: settings[dependency],
      translate: translate[dependency],
      ...shared,
    }),
  ])
  return Object.fromEntries(guards) as Guards
}

/** How the breakers of this process stand, from memory: one by name, or all in the order of DESIGN's table. */
export function breakerState(guards: Guards, name: Dependency): BreakerSnapshot
export function breakerState(guards: Guards): readonly BreakerSnapshot[]
export function breakerState(
  guards: Guards,
  name?: Dependency,
): BreakerSnapshot | readonly BreakerSnapshot[] {
  return name === undefined
    ? dependencies.map((dependency) => guards[dependency].snapshot())
    : guards[name].snapshot()
}
