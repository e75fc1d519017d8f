/** Whether the board can be reached: its outage is told once, breaks nothing, and is not hammered. */
import { seconds, type Clock } from '../domain/clock.ts'

export type BoardWork = 'post' | 'posts' | 'levers'

export interface BoardReach {
  /** False for some seconds after that work failed. */
  mayTry(work: BoardWork): boolean
  /** Runs it and remembers how it ended; never rejects. */
  attempt(work: BoardWork, run: () => Promise<void>): Promise<void>
  readonly isAway: boolean
}

/** A lever must be heard within 10 s once the board is back. */
const pauseMs = seconds(8)

/** `tell` hears the first error of an outage. */
export function createBoardReach(clock: Clock, tell: (error: unknown) => void): BoardReach {
  const failedAt = new Map<BoardWork, number>()
  return {
    mayTry: (work) => clock.now().getTime() - (failedAt.get(work) ?? -Infinity) >= pauseMs,
    async attempt(work, run) {
      try {
        await run()
        failedAt.delete(work)
      } catch (error) {
        if (failedAt.size === 0) tell(error)
        failedAt.set(work, clock.now().getTime())
      }
    },
    get isAway() {
      return failedAt.size > 0
    },
  }
}
