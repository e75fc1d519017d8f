/** Looks after the mailbox when somebody wishes it: once for all wishes of a kind, by one process at a time. */
import { after, seconds, type Clock } from '../domain/clock.ts'
import { NotYet } from '../domain/errors.ts'
import { stepTimes, type StepTimes } from '../domain/limits.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Bookmarks } from '../domain/ports/bookmarks.ts'

export type Check = MessageOf<'mailbox-check'>

export interface CheckMailbox {
  bookmarks: Bookmarks
  clock: Clock
  times?: StepTimes
  poll: () => Promise<unknown>
  keepSubscribed: (check: Check) => Promise<void>
}

/** A run takes seconds: whoever finds it under way looks again then, and finds his wish fulfilled. */
const lookAgainMs = seconds(5)

/** Whatever may make a subscription is one work: two at once would make two. */
const turnOf = (work: Check['work']): string => (work === 'catch-up' ? work : 'subscription')

/** A wish is fulfilled by every run that began after it: ten that come at once cost one run (docs/adr/0015). */
export function makeCheckMailbox(deps: CheckMailbox): (check: Check, worker: string) => Promise<undefined> {
  const { bookmarks, clock } = deps

  async function isFulfilled({ work, since }: Check): Promise<boolean> {
    const began = await bookmarks.lastRun(work)
    return began !== undefined && began > new Date(since)
  }

  return async (check, worker) => {
    if (await isFulfilled(check)) return
    const { work } = check
    const turn = turnOf(work)
    const now = clock.now()
    const until = after(now, (deps.times ?? stepTimes).lockMs)
    if (!(await bookmarks.takeTurn(turn, { by: worker, now, until })))
      throw new NotYet(`somebody else is at it: ${turn}`, after(now, lookAgainMs))
    try {
      if (await isFulfilled(check)) return
      const began = clock.now()
      await (work === 'catch-up' ? deps.poll() : deps.keepSubscribed(check))
      await bookmarks.saveRun(work, began)
    } finally {
      await bookmarks.endTurn(turn, worker)
    }
  }
}
