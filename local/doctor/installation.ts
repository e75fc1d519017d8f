/** What the doctor looks at: the settings, and the ways out of this machine as the app makes them. */
import type { Config } from '../../src/config.ts'
import { seconds } from '../../src/domain/clock.ts'
import { dependencies, type Dependency } from '../../src/domain/dependency.ts'
import { translate, waysOut } from '../../src/outside.ts'
import { createGuards, type Guards } from '../../src/resilience/create-guards.ts'
import type { BreakerSettings } from '../../src/resilience/settings.ts'

export interface Wishes {
  /** A mailbox that must be out of reach; accounts payable's without. */
  readonly otherMailbox?: string | undefined
  /** Post a card: people see it. */
  readonly teams?: boolean | undefined
}

export type Installation = ReturnType<typeof openInstallation>

/** A model thinks before it writes; the app itself gives it a minute. */
export const modelLimitMs = seconds(30)

/**
 * `mark` names what is made for a moment: letters and digits, another at each run. Throws the SDK's error for a
 * connection string that cannot be read.
 */
export function openInstallation(config: Config, wishes: Wishes, mark: string, limitMs: number) {
  const guards = patientGuards(limitMs)
  const ways = waysOut(config, guards)
  return { config, wishes, mark, guards, ...ways, graph: ways.graphOf(config.graph.mailbox) }
}

/** No breaker opens here: every check shall see for itself. */
function patientGuards(limitMs: number): Guards {
  const settingsOf = (dependency: Dependency): BreakerSettings => ({
    opensAfter: Number.MAX_SAFE_INTEGER,
    staysOpenMs: seconds(1),
    timeoutMs: dependency === 'openai' ? Math.max(limitMs, modelLimitMs) : limitMs,
    atOnce: 16,
  })
  const settings = Object.fromEntries(dependencies.map((name) => [name, settingsOf(name)]))
  return createGuards({
    settings: settings as Record<Dependency, BreakerSettings>,
    translate,
    random: () => 0,
  })
}
