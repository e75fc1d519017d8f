/** The breaker settings of DESIGN's table, and how BREAKER_* changes them. */
import { seconds } from '../domain/clock.ts'
import { dependencies, type Dependency } from '../domain/dependency.ts'

export interface BreakerSettings {
  /** Consecutive failures that open the circuit. */
  readonly opensAfter: number
  /** Milliseconds from opening until a probe may go. */
  readonly staysOpenMs: number
  /** Milliseconds that one try may take. */
  readonly timeoutMs: number
  /** Calls at once in this process. */
  readonly atOnce: number
}

/** The reasons stand in docs/adr: Graph conservative, the model quick, storage in between; Graph's mailbox takes 4 at once. */
export const defaultBreakers: Readonly<Record<Dependency, BreakerSettings>> = {
  graph: { opensAfter: 5, staysOpenMs: seconds(60), timeoutMs: seconds(30), atOnce: 4 },
  openai: { opensAfter: 3, staysOpenMs: seconds(30), timeoutMs: seconds(60), atOnce: 8 },
  'storage-blob': { opensAfter: 5, staysOpenMs: seconds(45), timeoutMs: seconds(30), atOnce: 32 },
  'storage-queue': { opensAfter: 5, staysOpenMs: seconds(45), timeoutMs: seconds(30), atOnce: 32 },
  'storage-table': { opensAfter: 5, staysOpenMs: seconds(45), timeoutMs: seconds(30), atOnce: 64 },
  teams: { opensAfter: 3, staysOpenMs: seconds(30), timeoutMs: seconds(10), atOnce: 4 },
  identity: { opensAfter: 5, staysOpenMs: seconds(60), timeoutMs: seconds(30), atOnce: 4 },
}

const form = /^([1-9]\d{0,2})\/([1-9]\d{0,4})(ms|s|m)$/
const unit: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 }

export const settingName = (name: string): string => `BREAKER_${name.toUpperCase().replaceAll('-', '_')}`

/** The settings with what `BREAKER_GRAPH=5/60s` and its like change; BREAKER_STORAGE is for blob, queue and table alike. */
export function readBreakerSettings(env: Readonly<Record<string, string | undefined>>): {
  settings: Readonly<Record<Dependency, BreakerSettings>>
  faults: readonly string[]
} {
  const known = new Set(['storage', ...dependencies].map(settingName))
  const names = Object.keys(env).filter((name) => name.startsWith('BREAKER_'))
  const faults = names.flatMap((name) => {
    if (!known.has(name)) return [`${name} names no breaker: take one of ${[...known].join(', ')}`]
    return form.test(env[name] ?? '')
      ? []
      : [`${name} must be failures/open time, such as 5/60s, not "${env[name]}"`]
  })
  const settings = dependencies.map((name) => {
    const family = name.startsWith('storage-') ? env.BREAKER_STORAGE : undefined
    return [name, changed(defaultBreakers[name], env[settingName(name)] ?? family)] as const
  })
  return { settings: Object.fromEntries(settings) as Record<Dependency, BreakerSettings>, faults }
}

function changed(settings: BreakerSettings, text: string | undefined): BreakerSettings {
  const [, failures, time, word] = form.exec(text ?? '') ?? []
  if (failures === undefined || time === undefined || word === undefined) return settings
  return { ...settings, opensAfter: Number(failures), staysOpenMs: Number(time) * (unit[word] ?? 0) }
}
