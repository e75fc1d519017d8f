/** Bookmarks in memory. */
import type { Bookmarks } from '../../src/domain/ports.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeBookmarks extends Bookmarks, Faults<keyof Bookmarks> {
  readonly cursors: ReadonlyMap<string, string>
}

export function fakeBookmarks(): FakeBookmarks {
  const { faults, run } = faultPoint<keyof Bookmarks>()
  const cursors = new Map<string, string>()
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
  }
}
