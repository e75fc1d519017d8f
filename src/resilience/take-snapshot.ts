/** Puts a guard's memory into words for /health and the board: reads, never changes anything, never calls anybody. */
import type { Dependency } from '../domain/dependency.ts'
import type { Circuit } from './circuit.ts'
import type { Gate } from './gate.ts'
import type { BreakerSettings } from './settings.ts'
import type { BreakerSnapshot } from './snapshot.ts'
import type { Tally } from './tally.ts'

export function takeSnapshot(
  name: Dependency,
  settings: BreakerSettings,
  { tally, circuit, gate }: { tally: Tally; circuit: Circuit; gate: Gate },
): BreakerSnapshot {
  const { lever, isReleased, openedAt, shutUntil } = gate.standing()
  const phase = isReleased ? 'closed' : circuit.phase
  const retryAt = lever === undefined ? shutUntil : lever.until
  return {
    name,
    state: lever === undefined ? phase : 'isolated',
    consecutiveFailures: isReleased ? 0 : circuit.consecutiveFailures,
    threshold: settings.opensAfter,
    resetAfterSeconds: settings.staysOpenMs / 1_000,
    openedAt: (phase === 'closed' ? undefined : openedAt)?.toISOString() ?? null,
    retryAt: retryAt?.toISOString() ?? null,
    probeDue: lever === undefined && phase !== 'closed' && !circuit.isProbing && shutUntil === undefined,
    misconfigured: tally.isMisconfigured,
    lastFailure:
      tally.lastFailure === undefined
        ? null
        : { kind: tally.lastFailure.kind, at: tally.lastFailure.at.toISOString() },
    isolation:
      lever === undefined
        ? null
        : { who: lever.who, why: lever.why, until: lever.until?.toISOString() ?? null },
    counters: { ...tally.counters },
  }
}
