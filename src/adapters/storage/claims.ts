/** Claims as rows of the table Claims: whoever inserts first owns. */
import type { TableClient } from '@azure/data-tables'
import { isAnswer, RemoteAnswer } from '../../domain/errors.ts'
import type { Claim, ClaimKey, Claims } from '../../domain/ports.ts'
import type { Guard } from '../../resilience/guard.ts'
import { hashedKey } from './row-key.ts'
import { cut } from './row-text.ts'
import { makeRows, type Row } from './rows.ts'

const rowKey = 'claim'

/** A partition a claim, so that no two claims wait for each other. */
function partitionOf(key: ClaimKey): string {
  return key.by === 'file'
    ? `file:${hashedKey(key.sha256)}`
    : `business-key:${hashedKey(key.vendor, key.number, key.year)}`
}

/** For people who look into the table; the key itself is a hash. */
const readable = (key: ClaimKey): string =>
  cut(key.by === 'file' ? key.sha256 : `${key.vendor} / ${key.number} / ${key.year}`, 1_000)

export function makeClaims(table: TableClient, guard: Guard): Claims {
  const rows = makeRows(table, guard)
  return {
    async claim(key, mine) {
      const partitionKey = partitionOf(key)
      const { invoiceId, amount } = mine
      const row = {
        partitionKey,
        rowKey,
        invoiceId,
        of: readable(key),
        ...(amount === undefined ? {} : { amount }),
      }
      if ((await rows.insert('claim', row)) === 'inserted') return mine
      const standing = await rows.find('find-claim', partitionKey, rowKey)
      // Released in between: the next run makes it.
      if (standing === undefined) throw new RemoteAnswer('storage-table', 'conflict', { status: 409 })
      return claimOf(standing)
    },
    async release(key, invoiceId) {
      const partitionKey = partitionOf(key)
      const standing = await rows.find('find-claim', partitionKey, rowKey)
      if (standing === undefined || claimOf(standing).invoiceId !== invoiceId) return
      try {
        await rows.remove('release-claim', { partitionKey, rowKey }, standing.etag)
      } catch (error) {
        // Somebody else's by now.
        if (!isAnswer(error, 'conflict')) throw error
      }
    },
  }
}

function claimOf(row: Row): Claim {
  const amount = row.amount
  return { invoiceId: String(row.invoiceId), ...(typeof amount === 'string' ? { amount } : {}) }
}
