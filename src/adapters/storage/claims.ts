/** Claims as rows of the table Claims: whoever inserts first owns. */
import { Inconsistent, isAnswer, RemoteAnswer } from '../../domain/errors.ts'
import { odata, type TableClient, type TableEntity } from '@azure/data-tables'
import type { Claim, ClaimKey, Claims } from '../../domain/ports/claims.ts'
import type { Guard } from '../../resilience/guard.ts'
import { hashedKey } from './row-key.ts'
import { cut } from './row-text.ts'
import { makeRows, type Row } from './rows.ts'

/** Beside the claim, a row each; `:` is followed by `;`, which bounds the range. */
const waitingKey = (invoiceId: string): string => `waiting:${invoiceId}`
const waitingRange = { from: 'waiting:', to: 'waiting;' } as const
const mostAtOnce = 100

/** A partition a claim, so that no two claims wait for each other. */
function partitionOf(key: ClaimKey): string {
  return key.by === 'file'
    ? `file:${hashedKey(key.sha256)}`
    : `business-key:${hashedKey(key.vendor, key.number, key.year)}`
}

/** The row's key holds the partition's too: Azurite looks by row key first, and through all that share one. */
const rowKeyOf = (key: ClaimKey): string => `claim:${partitionOf(key)}`

/** For people who look into the table; the key itself is a hash. */
const readable = (key: ClaimKey): string =>
  cut(key.by === 'file' ? key.sha256 : `${key.vendor} / ${key.number} / ${key.year}`, 1_000)

export function makeClaims(table: TableClient, guard: Guard): Claims {
  const rows = makeRows(table, guard)
  return {
    async claim(key, mine) {
      if ((await rows.insert('claim', claimRow(key, mine))) === 'inserted') return mine
      const standing = await rows.find('find-claim', partitionOf(key), rowKeyOf(key))
      // Released in between: the next run makes it.
      if (standing === undefined) throw new RemoteAnswer('storage-table', 'conflict', { status: 409 })
      return { ...claimOf(standing), version: standing.etag }
    },
    async find(key) {
      const standing = await rows.find('find-claim', partitionOf(key), rowKeyOf(key))
      return standing === undefined ? undefined : { ...claimOf(standing), version: standing.etag }
    },
    async takeOver(key, { version }, mine) {
      if (version === undefined) throw new Inconsistent('only a claim that stood there can be taken over')
      try {
        await rows.replace('take-claim', claimRow(key, mine), version)
      } catch (error) {
        // Released in between: not the claim that was seen any more.
        if (isAnswer(error, 'not-found') && error.code !== 'TableNotFound')
          throw new RemoteAnswer('storage-table', 'conflict', { status: 404, code: error.code, cause: error })
        throw error
      }
    },
    async release(key, invoiceId) {
      const [partitionKey, rowKey] = [partitionOf(key), rowKeyOf(key)]
      const standing = await rows.find('find-claim', partitionKey, rowKey)
      if (standing === undefined || claimOf(standing).invoiceId !== invoiceId) return
      try {
        await rows.remove('release-claim', { partitionKey, rowKey }, standing.etag)
      } catch (error) {
        // Somebody else's by now.
        if (!isAnswer(error, 'conflict')) throw error
      }
    },
    wait: (key, invoiceId) =>
      rows.put('wait', { partitionKey: partitionOf(key), rowKey: waitingKey(invoiceId), invoiceId }),
    async waiting(key, limit) {
      const { from, to } = waitingRange
      const filter = odata`PartitionKey eq ${partitionOf(key)} and RowKey ge ${from} and RowKey lt ${to}`
      const page = await rows.page('list-waiting', filter, { most: Math.min(limit, mostAtOnce) })
      return page.rows.map((row) => String(row.invoiceId))
    },
    async stopWaiting(key, invoiceId) {
      await rows.remove('stop-waiting', { partitionKey: partitionOf(key), rowKey: waitingKey(invoiceId) })
    },
  }
}

function claimRow(key: ClaimKey, { invoiceId, amount }: Claim): TableEntity {
  return {
    partitionKey: partitionOf(key),
    rowKey: rowKeyOf(key),
    invoiceId,
    of: readable(key),
    ...(amount === undefined ? {} : { amount }),
  }
}

function claimOf(row: Row): Claim {
  const amount = row.amount
  return { invoiceId: String(row.invoiceId), ...(typeof amount === 'string' ? { amount } : {}) }
}
