/** Bookmarks in memory. */
import type { Bookmarks } from '../../src/domain/ports/bookmarks.ts'
import type { KeptSubscription } from '../../src/domain/subscription.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeBookmarks extends Bookmarks, Faults<keyof Bookmarks> {
  readonly cursors: ReadonlyMap<string, string>
}

export function fakeBookmarks(): FakeBookmarks {
  const { faults, run } = faultPoint<keyof Bookmarks>()
  const cursors = new Map<string, string>()
  const subscriptions = new Map<string, KeptSubscription>()
  const runs = new Map<string, Date>()
  const turns = new Map<string, { by: string; until: Date }>()
  let from: Date | undefined
  return {
    ...faults,
    cursors,
    intakeFrom: (firstStart) => run('intakeFrom', () => new Date((from ??= new Date(firstStart)))),
    cursor: (folder) => run('cursor', () => cursors.get(folder)),
    saveCursor: (folder, cursor) =>
      run('saveCursor', () => {
        cursors.set(folder, cursor)
      }),
    subscription: (folder) => run('subscription', () => structuredClone(subscriptions.get(folder))),
    saveSubscription: (folder, kept) =>
      run('saveSubscription', () => {
        subscriptions.set(folder, structuredClone(kept))
      }),
    lastRun: (work) => run('lastRun', () => runs.get(work)),
    saveRun: (work, began) =>
      run('saveRun', () => {
        runs.set(work, new Date(began))
      }),
    takeTurn: (work, { by, now, until }) =>
      run('takeTurn', () => {
        const standing = turns.get(work)
        if (standing !== undefined && standing.by !== by && standing.until > now) return false
        turns.set(work, { by, until })
        return true
      }),
    endTurn: (work, by) =>
      run('endTurn', () => {
        if (turns.get(work)?.by === by) turns.delete(work)
      }),
  }
}
