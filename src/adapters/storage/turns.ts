/** Whose turn a work is, and when it was last done: rows of the table Bookmarks. */
import { isAnswer } from '../../domain/errors.ts'
import type { Bookmarks } from '../../domain/ports/bookmarks.ts'
import { hashedKey } from './row-key.ts'
import { cut } from './row-text.ts'
import type { Rows } from './rows.ts'

export function makeTurns(rows: Rows): Pick<Bookmarks, 'lastRun' | 'saveRun' | 'takeTurn' | 'endTurn'> {
  const keyOf = (work: string) => ({ partitionKey: 'turn', rowKey: hashedKey(work) })
  const standing = (work: string) => rows.find('find-turn', 'turn', hashedKey(work))

  /** False where somebody else was first, or where the reply to our own write was lost. */
  async function write(row: Parameters<Rows['insert']>[1], over: string | undefined): Promise<boolean> {
    if (over === undefined) return (await rows.insert('take-turn', row)) === 'inserted'
    try {
      await rows.replace('take-turn', row, over)
      return true
    } catch (error) {
      if (isAnswer(error, 'conflict') || isAnswer(error, 'not-found')) return false
      throw error
    }
  }

  return {
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
      const row = await standing(work)
      if (row !== undefined && row.by !== by && new Date(String(row.until)) > now) return false
      const mine = { ...keyOf(work), work: cut(work, 1_000), by, until: until.toISOString() }
      return (await write(mine, row?.etag)) || (await standing(work))?.by === by
    },
    async endTurn(work, by) {
      const row = await standing(work)
      if (row?.by !== by) return
      try {
        await rows.remove('end-turn', keyOf(work), row.etag)
      } catch (error) {
        // It ran out, and somebody else took it meanwhile.
        if (!isAnswer(error, 'conflict')) throw error
      }
    },
  }
}
