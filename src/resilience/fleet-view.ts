/** What /health shows of the other processes: made once a reading of the board, so that an answer costs next to nothing. */
import {
  standingOf,
  type BreakerState,
  type Post,
  type PostedBreaker,
  type Standing,
} from '../domain/board.ts'
import type { Dependency } from '../domain/dependency.ts'

export interface FleetProcess {
  readonly process: string
  readonly instance: string
  readonly version: string
  readonly standing: Standing
  /** Since the row was written, when the board was read. */
  readonly ageSeconds: number
  readonly started: string
  /** Those that were not well; all others were closed. */
  readonly breakers: readonly PostedBreaker[]
}

/** Live processes in which a breaker is not well. */
export interface FleetTrouble {
  readonly name: Dependency
  readonly state: BreakerState | 'misconfigured'
  readonly processes: number
}

export interface FleetView {
  /** `unknown`: the board cannot be read or written now, and what is shown may be over. */
  readonly state: 'known' | 'unknown' | 'not read yet'
  /** When the board was read last; ISO. */
  readonly asOf: string | null
  readonly ageSeconds: number | null
  /** The other processes on the board, those that are not shown counted. */
  readonly counts: Readonly<Record<Standing, number>>
  readonly troubles: readonly FleetTrouble[]
  /** Live ones in trouble first, then by age. */
  readonly processes: readonly FleetProcess[]
}

/** What one reading of the board comes to. */
export type FleetReading = Pick<FleetView, 'counts' | 'troubles' | 'processes'>

/** Rows in one answer, which anybody may ask for. */
export const mostShown = 200

export const nobodyElse: FleetReading = {
  counts: { live: 0, idle: 0, unknown: 0 },
  troubles: [],
  processes: [],
}

export function readFleet(
  posts: readonly Post[],
  { self, now, beatMs }: { self: string; now: Date; beatMs: number },
): FleetReading {
  const all = posts
    .filter((post) => post.process !== self)
    .map((post) => processOf(post, now, beatMs))
    .toSorted((a, b) => rank(a) - rank(b) || a.ageSeconds - b.ageSeconds)
  const count = (standing: Standing): number => all.filter((one) => one.standing === standing).length
  return {
    counts: { live: count('live'), idle: count('idle'), unknown: count('unknown') },
    troubles: troublesOf(all.filter(({ standing }) => standing === 'live')),
    processes: all.slice(0, mostShown),
  }
}

function processOf(post: Post, now: Date, beatMs: number): FleetProcess {
  const { process, instance, version, unwell } = post
  return {
    process,
    instance,
    version,
    standing: standingOf(post, now, beatMs),
    ageSeconds: Math.max(0, Math.round((now.getTime() - post.at.getTime()) / 1_000)),
    started: post.started.toISOString(),
    breakers: unwell,
  }
}

function rank({ standing, breakers }: FleetProcess): number {
  if (standing === 'live') return breakers.length > 0 ? 0 : 1
  return standing === 'unknown' ? 2 : 3
}

function troublesOf(live: readonly FleetProcess[]): FleetTrouble[] {
  const counted = new Map<string, FleetTrouble>()
  for (const { breakers } of live)
    for (const { name, state, misconfigured } of breakers) {
      const word = state === 'closed' && misconfigured ? 'misconfigured' : state
      const key = `${name} ${word}`
      const processes = (counted.get(key)?.processes ?? 0) + 1
      counted.set(key, { name, state: word, processes })
    }
  return [...counted.values()]
}
