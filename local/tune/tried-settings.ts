/** Which settings a replay compares: those that are named, else the default one and some around it. */
import type { Dependency } from '../../src/domain/dependency.ts'
import {
  type BreakerSettings,
  defaultBreakers,
  readBreakerSettings,
  settingName,
} from '../../src/resilience/settings.ts'

/** As in `BREAKER_GRAPH=5/60s`. */
export const inWords = ({ opensAfter, staysOpenMs }: BreakerSettings): string =>
  `${opensAfter}/${staysOpenMs % 1_000 === 0 ? `${staysOpenMs / 1_000}s` : `${staysOpenMs}ms`}`

/** Throws RangeError with what the app would say at its start. */
export function settingsFrom(text: string, dependency: Dependency): BreakerSettings {
  const { settings, faults } = readBreakerSettings({ [settingName(dependency)]: text.trim() })
  if (faults.length > 0) throw new RangeError(faults.join('; '))
  return settings[dependency]
}

const shares = [1 / 4, 1 / 2, 3 / 4, 1, 3 / 2]
const step = 5_000

/** The default with shorter and longer times, and the time in which most outages ended; then fewer and more failures. */
export function settingsAround(dependency: Dependency, recoveryMs: number): readonly BreakerSettings[] {
  const usual = defaultBreakers[dependency]
  const toWhole = (ms: number): number => Math.ceil(ms / step) * step
  const times = [...shares.map((share) => usual.staysOpenMs * share), recoveryMs].map(toWhole)
  return [
    ...[...new Set(times)].toSorted((a, b) => a - b).map((staysOpenMs) => ({ ...usual, staysOpenMs })),
    ...[-2, 2].map((more) => ({ ...usual, opensAfter: usual.opensAfter + more })),
  ]
}
