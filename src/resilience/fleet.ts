/**
 * This process's part in the fleet: it tells the board how it stands while it works, follows the levers that lie there, and
 * knows the other processes from memory. Nothing here is ever waited for by a guarded call, and a board that is away breaks nothing.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { beatMs as usualBeat, postKeptMs } from '../domain/board.ts'
import { after, seconds, type Clock } from '../domain/clock.ts'
import type { PulledLever } from '../domain/lever.ts'
import type { Board } from '../domain/ports/board.ts'
import { createAnnounce, type Self } from './announce.ts'
import { createBoardReach } from './board-reach.ts'
import { breakerState, type Guards } from './create-guards.ts'
import { nobodyElse, readFleet, type FleetView } from './fleet-view.ts'
import { createFollowLevers } from './follow-levers.ts'
import { singleFlight } from './single-flight.ts'

export interface Fleet {
  /** Reads the board once and goes on in the background. */
  start(): void
  /** Says goodbye, in a few seconds or not at all. */
  stop(): Promise<void>
  /** From memory; looks at the board in the background where the last look is older than 2 s. */
  view(): FleetView
  /** The levers as they lay there at the last look. */
  levers(): readonly PulledLever[]
  /** Looks at the board now; never rejects, `view` says whether it was in vain. */
  refresh(): Promise<void>
  /** Puts the lever on the board for all processes, then follows it here. Rejects where the board cannot be written. */
  pull(lever: PulledLever): Promise<void>
}

export interface FleetParts {
  readonly board: Board
  readonly guards: Guards
  readonly self: Self
  readonly clock: Clock
  /** Hears the first error of an outage of the board. */
  readonly tell: (error: unknown) => void
  /** Milliseconds between two rows of a process that works. */
  readonly beatMs?: number
}

const tickMs = seconds(1)
const freshMs = seconds(2)
/** With the tick this makes a look every 2 s while calls are made. */
const busyMs = seconds(1.5)
/** Between calls that are far apart, levers are looked for no more often than this. */
const slackMs = seconds(8)
const goodbyeMs = seconds(3)

export function createFleet(parts: FleetParts): Fleet {
  const { board, guards, self, clock, beatMs = usualBeat } = parts
  const reach = createBoardReach(clock, parts.tell)
  const announce = createAnnounce({ board, guards, self, clock, beatMs })
  const follow = createFollowLevers({ board, guards, clock })
  const now = (): number => clock.now().getTime()

  let timer: NodeJS.Timeout | undefined
  let isIdle = false
  let workSeen = -1
  let workedAt = now()
  let reading = nobodyElse
  let readAt: Date | undefined
  let levers: readonly PulledLever[] = []
  let postsTriedAt = -Infinity
  let leversTriedAt = -Infinity

  const row = singleFlight(() => reach.attempt('post', () => announce.write(isIdle)))
  const look = {
    posts: singleFlight(async () => {
      postsTriedAt = now()
      await reach.attempt('posts', readPosts)
    }),
    levers: singleFlight(async () => {
      leversTriedAt = now()
      await reach.attempt('levers', async () => {
        levers = await follow()
      })
    }),
  }

  async function readPosts(): Promise<void> {
    const posts = await board.posts()
    readAt = clock.now()
    reading = readFleet(posts, { self: self.process, now: readAt, beatMs })
    const oldest = after(readAt, -postKeptMs)
    if (posts.some(({ at }) => at < oldest)) await board.sweep(oldest)
  }

  /** A process works while its guards are asked for anything; it is idle when two beats have passed without. */
  function tick(): void {
    const work = workOf(guards)
    const isBusy = work !== workSeen
    if (isBusy) workedAt = now()
    workSeen = work
    isIdle = now() - workedAt >= 2 * beatMs
    if (announce.isDue(isIdle) && reach.mayTry('post')) void row.run()
    if (!isIdle) lookForLevers(isBusy ? busyMs : slackMs)
  }

  function lookForLevers(olderThanMs: number): void {
    if (now() - leversTriedAt >= olderThanMs && reach.mayTry('levers')) void look.levers.run()
  }

  return {
    start() {
      void look.posts.run()
      tick()
      timer = setInterval(tick, tickMs)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      isIdle = true
      await Promise.race([row.afresh(), sleep(goodbyeMs, undefined, { ref: false })])
    },
    view() {
      lookForLevers(freshMs)
      if (now() - postsTriedAt >= freshMs && reach.mayTry('posts')) void look.posts.run()
      return {
        state: reach.isAway ? 'unknown' : readAt === undefined ? 'not read yet' : 'known',
        asOf: readAt?.toISOString() ?? null,
        ageSeconds: readAt === undefined ? null : Math.round((now() - readAt.getTime()) / 1_000),
        ...reading,
      }
    },
    levers: () => levers,
    async refresh() {
      await Promise.all([look.posts.afresh(), look.levers.afresh()])
    },
    async pull(lever) {
      await board.pull(lever)
      await look.levers.afresh()
    },
  }
}

/** Grows with every call that is made or refused. */
function workOf(guards: Guards): number {
  return breakerState(guards).reduce((sum, { counters }) => sum + counters.calls + counters.refusals, 0)
}
