/** The real adapters against an emulated storage account: the same suites as storage-fakes.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postRow } from '../../src/adapters/storage/board-rows.ts'
import { makeBoard } from '../../src/adapters/storage/board.ts'
import { makeBookmarks } from '../../src/adapters/storage/bookmarks.ts'
import { makeCases } from '../../src/adapters/storage/cases.ts'
import { makeClaims } from '../../src/adapters/storage/claims.ts'
import { makeDigests } from '../../src/adapters/storage/digests.ts'
import { makeDocuments } from '../../src/adapters/storage/documents.ts'
import { makeLedger } from '../../src/adapters/storage/ledger.ts'
import { allQueues, poisonName } from '../../src/adapters/storage/names.ts'
import { makePoisonQueues } from '../../src/adapters/storage/poison-queues.ts'
import { makeQueueDepths } from '../../src/adapters/storage/queue-depths.ts'
import { makeQueues } from '../../src/adapters/storage/queues.ts'
import { makeVendors } from '../../src/adapters/storage/vendors.ts'
import { translateStorage } from '../../src/adapters/storage/failures.ts'
import { systemClock } from '../../src/domain/clock.ts'
import { queueNames } from '../../src/domain/messages.ts'
import { uncounted } from '../../src/resilience/uncounted.ts'
import { claimKey } from './storage-ports.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { describeBoard } from './board.ts'
import { describeBookmarks } from './bookmarks.ts'
import { describeCases } from './cases.ts'
import { describeClaims } from './claims.ts'
import { describeDigests } from './digests.ts'
import { describeDocuments } from './documents.ts'
import { describeLedger } from './ledger.ts'
import { describeLedgerIndex } from './ledger-index.ts'
import { describeLedgerSearch } from './ledger-search.ts'
import { describeLedgerMails } from './ledger-mails.ts'
import { describePoisonQueues } from './poison-queues.ts'
import { describeQueueDepths } from './queue-depths.ts'
import { describeQueues } from './queues.ts'
import { post } from '../board-factories.ts'
import { startStorageWorld, type StorageWorld } from './storage-world.ts'
import { describeVendors } from './vendors.ts'

const real = 'Azure Storage'
const mailbox = 'invoices@fabrikam.example'
let world: StorageWorld

beforeAll(async () => {
  world = await startStorageWorld()
})
afterAll(async () => {
  await world.stop()
})

const tables = () => world.guards['storage-table']

describeDocuments(real, async () => makeDocuments(world.clients.blobs, world.guards['storage-blob']))

describeQueues(real, async () => {
  const clientOf = (queue: string) => world.clients.queues.getQueueClient(queue)
  for (const queue of queueNames) await clientOf(queue).clearMessages()
  return {
    queues: makeQueues(world.clients.queues, world.guards['storage-queue']),
    async take(queue) {
      const { receivedMessageItems } = await clientOf(queue).receiveMessages({ numberOfMessages: 32 })
      return receivedMessageItems.map(({ messageText }): unknown =>
        JSON.parse(Buffer.from(messageText, 'base64').toString()),
      )
    },
  }
})

const ledger = async () => makeLedger(world.clients.table('Ledger'), tables(), mailbox)
describeLedger(real, ledger)
describeLedgerMails(real, ledger)
describeLedgerIndex(real, async () => makeLedger(await world.emptyTable(), tables(), mailbox))
describeLedgerSearch(real, async () => makeLedger(await world.emptyTable(), tables(), mailbox))

describeClaims(real, async () => makeClaims(world.clients.table('Claims'), tables()))

test('a claim that changes hands between the look and the release stays with its new owner', async () => {
  const claims = makeClaims(world.clients.table('Claims'), tables())
  const [key, first, second] = [claimKey(), freshInvoiceId(), freshInvoiceId()]
  await claims.claim(key, { invoiceId: first })
  world.proxy.holdBack('DELETE', async () => {
    await claims.release(key, first)
    await claims.claim(key, { invoiceId: second })
  })
  await claims.release(key, first)
  expect(await claims.claim(key, { invoiceId: first })).toMatchObject({ invoiceId: second })
})

describeVendors(real, async () => makeVendors(await world.emptyTable(), tables(), systemClock))

describeBookmarks(real, async () => {
  const table = await world.emptyTable()
  return [makeBookmarks(table, tables()), makeBookmarks(table, tables())]
})

describeDigests(real, async () => makeDigests(await world.emptyTable(), tables()))
const boardCalls = uncounted('storage-table', translateStorage('storage-table'), 5_000)
describeBoard(real, async () => {
  const table = await world.emptyTable()
  return [makeBoard(table, boardCalls), makeBoard(table, boardCalls)]
})

test('a row of the board that another version wrote, or a hand, is left out and breaks nothing', async () => {
  const table = await world.emptyTable()
  const board = makeBoard(table, boardCalls)
  await board.post(post())
  await table.createEntity({ partitionKey: 'process', rowKey: 'a', at: 'soon', post: '{' })
  await table.createEntity({ partitionKey: 'process', rowKey: 'b', post: '{"process":1}' })
  await table.createEntity({ partitionKey: 'lever', rowKey: 'lever other', dependency: 'other' })
  expect(await board.posts()).toEqual([post()])
  expect(await board.levers()).toEqual([])
})

test('a large board is read in pieces, whole', async () => {
  const table = await world.emptyTable()
  const names = Array.from({ length: 300 }, (_, place) => `worker-${place}`)
  for (let from = 0; from < names.length; from += 100)
    await table.submitTransaction(
      names.slice(from, from + 100).map((process) => ['create', postRow(post({ process }))]),
    )
  const before = world.proxy.seen.length
  const posts = await makeBoard(table, boardCalls).posts()
  expect(new Set(posts.map(({ process }) => process))).toEqual(new Set(names))
  expect(world.proxy.seen.length - before).toBe(2)
})

test('a process that wakes up while its old row is swept keeps its new one', async () => {
  const table = await world.emptyTable()
  const board = makeBoard(table, boardCalls)
  await board.post(post({ process: 'a', at: new Date('2026-11-01T08:00:00Z') }))
  const awake = post({ process: 'a', at: new Date('2026-11-02T09:00:00Z') })
  world.proxy.holdBack('DELETE', () => board.post(awake))
  await board.sweep(new Date('2026-11-02T08:00:00Z'))
  expect(await board.posts()).toEqual([awake])
})

describeCases(real, async () => makeCases(await world.emptyTable(), tables()))

describeQueueDepths(real, async () => {
  const { queues } = world.clients
  for (const queue of allQueues) await queues.getQueueClient(queue).clearMessages()
  return {
    depths: makeQueueDepths(queues, world.guards['storage-queue']),
    queues: makeQueues(queues, world.guards['storage-queue']),
    giveUp: async () => void (await queues.getQueueClient(poisonName('invoice-ready')).sendMessage('e30=')),
  }
})

describePoisonQueues(real, async () => {
  const clientOf = (name: string) => world.clients.queues.getQueueClient(name)
  for (const queue of allQueues) await clientOf(queue).clearMessages()
  return {
    poison: makePoisonQueues(world.clients.queues, world.guards['storage-queue']),
    // As the host does it: what it could not decode it hands on as it is.
    async give(queue, text) {
      const body = text.startsWith('***') ? text : Buffer.from(text).toString('base64')
      await clientOf(poisonName(queue)).sendMessage(body)
    },
    async takeBack(queue) {
      const { receivedMessageItems } = await clientOf(queue).receiveMessages({ numberOfMessages: 32 })
      return receivedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString())
    },
  }
})
