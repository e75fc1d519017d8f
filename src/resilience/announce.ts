/** This process's row on the board: written anew when a breaker turned, else once a beat, and with a goodbye. */
import type { Clock } from '../domain/clock.ts'
import type { Post, PostedBreaker } from '../domain/board.ts'
import type { Board } from '../domain/ports/board.ts'
import { breakerState, type Guards } from './create-guards.ts'
import { isWell } from './snapshot.ts'

/** Who writes the row. */
export type Self = Pick<Post, 'process' | 'instance' | 'version' | 'started'>

export interface Announce {
  /** The row that stands on the board says something else than what holds, or is a beat old. */
  isDue(isIdle: boolean): boolean
  write(isIdle: boolean): Promise<void>
}

export function createAnnounce(deps: {
  board: Board
  guards: Guards
  self: Self
  clock: Clock
  beatMs: number
}): Announce {
  const { board, guards, self, clock, beatMs } = deps
  let last: { readonly at: number; readonly said: string } | undefined

  const saying = (isIdle: boolean) => ({ isIdle, unwell: unwellIn(guards) })

  return {
    isDue(isIdle) {
      if (last?.said !== JSON.stringify(saying(isIdle))) return true
      return !isIdle && clock.now().getTime() - last.at >= beatMs
    },
    async write(isIdle) {
      const says = saying(isIdle)
      const at = clock.now()
      await board.post({ ...self, ...says, at })
      last = { at: at.getTime(), said: JSON.stringify(says) }
    },
  }
}

function unwellIn(guards: Guards): readonly PostedBreaker[] {
  return breakerState(guards)
    .filter((breaker) => !isWell(breaker))
    .map(({ name, state, misconfigured, openedAt, retryAt, lastFailure }) => ({
      name,
      state,
      misconfigured,
      openedAt,
      retryAt,
      lastFailure,
    }))
}
