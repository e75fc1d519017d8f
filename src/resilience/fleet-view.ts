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
  const counts = { live: 0, idle: 0, unknown: 0 }
  const live: Post[] = []
  const ranked = posts
    .filter((post) => post.process !== self)
    .map((post) => {
      const standing = standingOf(post, now, beatMs)
      counts[standing]++
      if (standing === 'live') live.push(post)
      return { post, standing, rank: rankOf(standing, post), at: post.at.getTime() }
    })
    .toSorted((a, b) => a.rank - b.rank || b.at - a.at)
  return {
    counts,
    troubles: troublesOf(live),
    processes: ranked.slice(0, mostShown).map(({ post, standing }) => processOf(post, standing, now)),
  }
}

function processOf(post: Post, standing: Standing, now: Date): FleetProcess {
  return {
    process: post.process,
    instance: post.instance,
    version: post.version,
    standing,
    ageSeconds: Math.max(0, Math.round((now.getTime() - post.at.getTime()) / 1_000)),
    started: post.started.toISOString(),
    breakers: post.unwell,
  }
}

function rankOf(standing: Standing, { unwell }: Post): number {
  if (standing === 'live') return unwell.length > 0 ? 0 : 1
  return standing === 'unknown' ? 2 : 3
}

function troublesOf(live: readonly Post[]): FleetTrouble[] {
  const counted = new Map<string, FleetTrouble>()
  for (const { name, state, misconfigured } of live.flatMap(({ unwell }) => unwell)) {
    const word = state === 'closed' && misconfigured ? 'misconfigured' : state
    const key = `${name} ${word}`
    counted.set(key, { name, state: word, processes: (counted.get(key)?.processes ?? 0) + 1 })
  }
  return [...counted.values()]
}
