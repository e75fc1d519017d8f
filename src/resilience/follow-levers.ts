/** Applies to this process's guards what lies on the board: each pull of a lever once, standing isolations from the start. */
import type { Clock } from '../domain/clock.ts'
import { isStanding, shownName, type PulledLever } from '../domain/lever.ts'
import type { Board } from '../domain/ports/board.ts'
import type { Guards } from './create-guards.ts'

/** Reads the levers and applies what is new; gives them as they lie there. */
export type FollowLevers = () => Promise<readonly PulledLever[]>

export function createFollowLevers(deps: { board: Board; guards: Guards; clock: Clock }): FollowLevers {
  const { board, guards, clock } = deps
  /** By what the lever replaces on the board; undefined before the first look. */
  let seen: Map<string, string> | undefined

  function apply(lever: PulledLever): void {
    const guard = guards[lever.dependency]
    if (lever.action === 'release') guard.release(shownName(lever))
    else if (lever.action === 'probe') guard.probe()
    else if (isStanding(lever, clock.now()))
      guard.isolate({ who: shownName(lever), why: lever.why, until: lever.until })
  }

  return async () => {
    const levers = await board.levers()
    const isFirst = seen === undefined
    seen ??= new Map()
    for (const lever of levers) {
      const place = `${lever.action === 'probe' ? 'probe' : 'isolation'} ${lever.dependency}`
      if (seen.get(place) === lever.leverId) continue
      seen.set(place, lever.leverId)
      // What was released or probed before this process began is no concern of its circuits.
      if (!isFirst || lever.action === 'isolate') apply(lever)
    }
    return levers
  }
}
