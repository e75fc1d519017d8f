/** How far the mailbox was read, since when, and who looks after it now: rows of the table Bookmarks. */
import type { TableClient } from '@azure/data-tables'
import { Inconsistent } from '../../domain/errors.ts'
import type { Bookmarks } from '../../domain/ports/bookmarks.ts'
import type { Guard } from '../../resilience/guard.ts'
import { hashedKey } from './row-key.ts'
import { cut, readText, textProperties } from './row-text.ts'
import { makeRows } from './rows.ts'
import { makeTurns } from './turns.ts'

const start = { partitionKey: 'intake', rowKey: 'from' } as const

export function makeBookmarks(table: TableClient, guard: Guard): Bookmarks {
  const rows = makeRows(table, guard)
  // Once stored it never changes.
  let known: Date | undefined

  async function storedStart(): Promise<Date | undefined> {
    const row = await rows.find('find-intake-start', start.partitionKey, start.rowKey)
    return row === undefined ? undefined : new Date(String(row.from))
  }

  async function storeStart(firstStart: Date): Promise<Date> {
    const row = { ...start, from: firstStart.toISOString() }
    if ((await rows.insert('store-intake-start', row)) === 'inserted') return new Date(row.from)
    const stored = await storedStart()
    if (stored === undefined) throw new Inconsistent('the start of intake was taken away by hand')
    return stored
  }

  return {
    async intakeFrom(firstStart) {
      known ??= (await storedStart()) ?? (await storeStart(firstStart))
      return new Date(known)
    },
    async cursor(folder) {
      const row = await rows.find('find-cursor', 'cursor', hashedKey(folder))
      return row === undefined ? undefined : readText(row, 'cursor')
    },
    saveCursor: (folder, cursor) =>
      rows.put('save-cursor', {
        partitionKey: 'cursor',
        rowKey: hashedKey(folder),
        folder: cut(folder, 1_000),
        ...textProperties('cursor', cursor),
      }),
    async subscription(folder) {
      const row = await rows.find('find-subscription', 'subscription', hashedKey(folder))
      if (row === undefined) return undefined
      const { id, mark, renewAt, expiresAt } = row
      return {
        id: String(id),
        mark: String(mark),
        renewAt: new Date(String(renewAt)),
        expiresAt: new Date(String(expiresAt)),
      }
    },
    saveSubscription: (folder, { id, mark, renewAt, expiresAt }) =>
      rows.put('save-subscription', {
        partitionKey: 'subscription',
        rowKey: hashedKey(folder),
        folder: cut(folder, 1_000),
        id,
        mark,
        renewAt: renewAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }),
    ...makeTurns(rows),
  }
}
