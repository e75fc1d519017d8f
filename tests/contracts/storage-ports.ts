/** The storage adapters as a test of the wire needs them, and the requests that they made. */
import { makeBookmarks } from '../../src/adapters/storage/bookmarks.ts'
import { makeClaims } from '../../src/adapters/storage/claims.ts'
import { makeDocuments } from '../../src/adapters/storage/documents.ts'
import { makeLedger } from '../../src/adapters/storage/ledger.ts'
import { makeQueueDepths } from '../../src/adapters/storage/queue-depths.ts'
import { makeQueues } from '../../src/adapters/storage/queues.ts'
import type { ClaimKey } from '../../src/domain/ports/claims.ts'
import type { Change, MailRecord } from '../../src/domain/ports/ledger.ts'
import { auditLine, findings } from '../factories.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { storageGuards, type StorageWorld } from './storage-world.ts'

export const mailbox = 'invoices@fabrikam.example'

/** New guards each time, since some tests open them. */
export function adaptersOf(world: StorageWorld) {
  const guards = storageGuards()
  const { blobs, queues, table } = world.clients
  return {
    guards,
    documents: makeDocuments(blobs, guards['storage-blob']),
    depths: makeQueueDepths(queues, guards['storage-queue']),
    queues: makeQueues(queues, guards['storage-queue']),
    ledger: makeLedger(table('Ledger'), guards['storage-table'], mailbox),
    claims: makeClaims(table('Claims'), guards['storage-table']),
    bookmarks: makeBookmarks(table('Bookmarks'), guards['storage-table']),
  }
}

/** The requests that `work` made. */
export async function requestsOf(world: StorageWorld, work: () => Promise<unknown>): Promise<string[]> {
  const before = world.proxy.seen.length
  await work()
  return world.proxy.seen.slice(before).map(({ method, url }) => {
    const path = url.split('?')[0]?.replace('/devstoreaccount1/', '') ?? ''
    return `${method} ${path.split(/[/(]/)[0]}`
  })
}

export const claimKey = (): ClaimKey => ({
  by: 'business key',
  vendor: freshInvoiceId(),
  number: '1',
  year: 2026,
})
export const coded = (): Change => ({
  status: { state: 'coded', findings: findings() },
  lock: undefined,
  audit: auditLine({ changeId: 'coded' }),
})
export const mailRecord = (): MailRecord => ({
  mailId: freshInvoiceId(),
  outcome: 'gone',
  invoiceIds: [],
  why: 'deleted',
  at: new Date('2026-11-02T09:00:00Z'),
})
