/** The fleet board in the table Breakers; give it calls that no breaker counts, since it tells of them. */
import { odata, type TableClient } from '@azure/data-tables'
import { isAnswer } from '../../domain/errors.ts'
import type { Board } from '../../domain/ports/board.ts'
import type { Guard } from '../../resilience/guard.ts'
import { firstLever, leverOf, leverRows, partitions, postOf, postRow } from './board-rows.ts'
import { allRows, makeRows } from './rows.ts'

/** A thousand rows at once would hold everybody else in the process up for too long. */
const pageSize = 250

export function makeBoard(table: TableClient, calls: Pick<Guard, 'call'>): Board {
  const rows = makeRows(table, calls)
  const ofPosts = odata`PartitionKey eq ${partitions.posts}`
  const ofLevers = odata`PartitionKey eq ${partitions.levers}`

  return {
    post: (post) => rows.put('post', postRow(post)),
    async posts() {
      const found = await allRows(rows, 'read-board', ofPosts, pageSize)
      return found.flatMap((row) => postOf(row) ?? [])
    },
    async sweep(before) {
      const old = `${ofPosts} and ${odata`at lt ${before.toISOString()}`}`
      const found = await allRows(rows, 'find-old-posts', old)
      for (const { rowKey, etag } of found)
        await rows
          .remove('sweep-board', { partitionKey: partitions.posts, rowKey: String(rowKey) }, etag)
          .catch(passOver)
    },
    async pull(lever) {
      const [standing, audit] = leverRows(lever)
      await rows.transact('pull-lever', [
        ['upsert', standing, 'Replace'],
        ['upsert', audit, 'Replace'],
      ])
    },
    async levers() {
      const found = await allRows(rows, 'read-levers', `${ofLevers} and ${odata`RowKey ge ${firstLever}`}`)
      return found.flatMap((row) => leverOf(row) ?? [])
    },
    async history(limit) {
      const pulled = `${ofLevers} and ${odata`RowKey lt ${firstLever}`}`
      const { rows: found } = await rows.page('read-lever-audit', pulled, { most: Math.min(limit, 100) })
      return found.flatMap((row) => leverOf(row) ?? [])
    },
  }
}

/** The process woke up and wrote its row anew. */
function passOver(error: unknown): void {
  if (!isAnswer(error, 'conflict')) throw error
}
