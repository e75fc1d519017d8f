/** How far the mailbox was read, since when, and who looks after it: rows of the table Bookmarks. */
import type { TableClient } from '@azure/data-tables'
import { Inconsistent, isAnswer } from '../../domain/errors.ts'
import type { Bookmarks } from '../../domain/ports.ts'
import type { Guard } from '../../resilience/guard.ts'
import { hashedKey } from './row-key.ts'
import { cut, readText, textProperties } from './row-text.ts'
import { makeRows } from './rows.ts'

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
    async lastRun(work) {
      const row = await rows.find('find-run', 'run', hashedKey(work))
      return row === undefined ? undefined : new Date(String(row.began))
    },
    saveRun: (work, began) =>
      rows.put('save-run', {
        partitionKey: 'run',
        rowKey: hashedKey(work),
        work: cut(work, 1_000),
        began: began.toISOString(),
      }),
    async takeTurn(work, { by, now, until }) {
      const key = { partitionKey: 'turn', rowKey: hashedKey(work) }
      const mine = { ...key, work: cut(work, 1_000), by, until: until.toISOString() }
      const standing = await rows.find('find-turn', key.partitionKey, key.rowKey)
      if (standing === undefined) {
        if ((await rows.insert('take-turn', mine)) === 'inserted') return true
        // Somebody was first, or the reply to our own insert was lost.
        return (await rows.find('find-turn', key.partitionKey, key.rowKey))?.by === by
      }
      if (standing.by !== by && new Date(String(standing.until)) > now) return false
      try {
        await rows.replace('take-turn', mine, standing.etag)
        return true
      } catch (error) {
        if (isAnswer(error, 'conflict') || isAnswer(error, 'not-found')) return false
        throw error
      }
    },
    async endTurn(work, by) {
      const key = { partitionKey: 'turn', rowKey: hashedKey(work) }
      const standing = await rows.find('find-turn', key.partitionKey, key.rowKey)
      if (standing?.by !== by) return
      try {
        await rows.remove('end-turn', key, standing.etag)
      } catch (error) {
        // It ran out, and somebody else took it meanwhile.
        if (!isAnswer(error, 'conflict')) throw error
      }
    },
  }
}
