/** What goes over the wire to the storage account: how many requests, and what they say. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableClient } from '@azure/data-tables'
import { stateRow } from '../../src/adapters/storage/ledger-rows.ts'
import { makeLedger } from '../../src/adapters/storage/ledger.ts'
import { allQueues, tableNames } from '../../src/adapters/storage/names.ts'
import { prepareStorage } from '../../src/adapters/storage/setup.ts'
import { hours } from '../../src/domain/clock.ts'
import { dayIndex } from '../../src/domain/outcome.ts'
import type { Change } from '../../src/domain/ports/ledger.ts'
import { arrival, auditLine, findings, invoiceMessage } from '../factories.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { adaptersOf, claimKey, coded, mailbox, mailRecord, requestsOf } from './storage-ports.ts'
import { startStorageWorld, storageGuards, type StorageWorld } from './storage-world.ts'

let world: StorageWorld
beforeAll(async () => {
  world = await startStorageWorld()
})
afterAll(async () => {
  await world.stop()
})

describe('the cost of an operation in requests', () => {
  test('the ledger opens, changes and finds with one each', async () => {
    const { ledger } = adaptersOf(world)
    const id = freshInvoiceId()
    const open = () => ledger.open(id, arrival(), auditLine())
    expect(await requestsOf(world, open)).toEqual(['POST $batch'])
    const opened = await open()
    // Its words for the search first, once: they are new with the first reading alone.
    const twice = ['POST $batch', 'POST $batch']
    expect(await requestsOf(world, () => ledger.change(opened, coded()))).toEqual(twice)
    const read = await ledger.find(id)
    const onward = { ...coded(), audit: auditLine({ changeId: 'onward' }) }
    const change = () => read && ledger.change(read, onward)
    expect(await requestsOf(world, async () => change())).toEqual(['POST $batch'])
    expect(await requestsOf(world, () => ledger.find(id))).toEqual(['GET Ledger'])
    expect(await requestsOf(world, open)).toEqual(['POST $batch', 'GET Ledger'])
    expect(await requestsOf(world, () => ledger.recordMail(mailRecord()))).toEqual(['POST Ledger'])
    expect(await requestsOf(world, () => ledger.findMail('unknown'))).toEqual(['GET Ledger'])
    expect(await requestsOf(world, () => ledger.audit(id))).toEqual(['GET Ledger'])
  })

  test('a change to what a person has to look at takes one more, their list one and one for each invoice, that of a day one', async () => {
    const { ledger } = adaptersOf(world)
    const opened = await ledger.open(freshInvoiceId(), arrival(), auditLine())
    const held: Change = { ...coded(), status: { state: 'held', findings: findings(), reasons: ['a'] } }
    const requests = await requestsOf(world, () => ledger.change(opened, held))
    expect(requests).toEqual(['PUT Ledger', 'POST $batch', 'POST $batch'])
    const list = await requestsOf(world, () => ledger.list('held', { limit: 100 }))
    const { entries } = await ledger.list('held', { limit: 100 })
    expect(list).toHaveLength(1 + entries.length)
    const ofDay = () => ledger.list(dayIndex(new Date()), { limit: 100 })
    expect((await ofDay()).entries.length).toBeGreaterThan(0)
    expect(await requestsOf(world, ofDay)).toHaveLength(1)
  })

  test('what tells of a day takes as many with more invoices than one answer holds as with 100', async () => {
    const table = await world.emptyTable()
    const ledger = makeLedger(table, storageGuards()['storage-table'], mailbox)
    const day = new Date('2026-11-24')
    const marksWith = async (from: number, to: number) => {
      await fillDay(table, day, from, to)
      return requestsOf(world, () => ledger.marks(day, 1_000))
    }
    expect(await marksWith(0, 100)).toHaveLength(1)
    expect(await marksWith(100, 1_200)).toHaveLength(1)
    const { marks, isAll } = await ledger.marks(day, 1_000)
    expect([marks.length, isAll]).toEqual([1_000, false])
    const list = () => ledger.list(dayIndex(day), { limit: 50 })
    expect(await requestsOf(world, list)).toHaveLength(1)
    const { depths } = adaptersOf(world)
    expect(await requestsOf(world, () => depths.depth('notification'))).toHaveLength(2)
  })

  test('a search takes one, and one for each invoice that it finds', async () => {
    const { ledger } = adaptersOf(world)
    const opened = await ledger.open(freshInvoiceId(), arrival(), auditLine())
    const read = findings({ vendorName: 'Only One', invoiceNumber: undefined })
    await ledger.change(opened, { ...coded(), status: { state: 'coded', findings: read } })
    const search = () => ledger.search({ by: 'vendor', word: 'only one' }, 25)
    expect(await requestsOf(world, search)).toHaveLength(2)
  })

  test('a first claim takes one, a later one two', async () => {
    const { claims } = adaptersOf(world)
    const key = claimKey()
    expect(await requestsOf(world, () => claims.claim(key, { invoiceId: 'a' }))).toEqual(['POST Claims'])
    const again = () => claims.claim(key, { invoiceId: 'b' })
    expect(await requestsOf(world, again)).toEqual(['POST Claims', 'GET Claims'])
    expect(await requestsOf(world, () => claims.wait(key, 'b'))).toEqual(['PUT Claims'])
    expect(await requestsOf(world, () => claims.waiting(key, 100))).toEqual(['GET Claims'])
    const release = () => claims.release(key, 'a')
    expect(await requestsOf(world, release)).toEqual(['GET Claims', 'DELETE Claims'])
  })

  test('documents and queues take one each', async () => {
    const { documents, queues } = adaptersOf(world)
    const path = `${freshInvoiceId()}/document-1`
    const put = () => documents.put(path, new Uint8Array(2_000_000), 'application/pdf')
    expect(await requestsOf(world, put)).toEqual(['PUT invoices'])
    expect(await requestsOf(world, () => documents.get(path))).toEqual(['GET invoices'])
    const message = () => queues.put('invoice-ready', invoiceMessage())
    expect(await requestsOf(world, message)).toEqual(['POST invoice-ready'])
  })

  test('the start of intake is asked for once in a process', async () => {
    const { bookmarks } = adaptersOf(world)
    await bookmarks.intakeFrom(new Date())
    expect(await requestsOf(world, () => bookmarks.intakeFrom(new Date()))).toEqual([])
  })

  test('the guards have counted every request there was', async () => {
    const { guards, ledger, claims, documents } = adaptersOf(world)
    const before = world.proxy.seen.length
    const id = freshInvoiceId()
    await ledger.change(await ledger.open(id, arrival(), auditLine()), coded())
    await claims.claim(claimKey(), { invoiceId: id })
    await documents.put(`${id}/document-1`, new Uint8Array(9), 'text/plain')
    await documents.get(`${id}/document-1`)
    await ledger.audit(id)
    const calls = Object.values(guards).reduce((sum, guard) => sum + guard.snapshot().counters.calls, 0)
    expect(world.proxy.seen.length - before).toBe(calls)
  })
})

describe('a message on its queue', () => {
  test('never expires and is base64 of JSON', async () => {
    const queue = world.clients.queues.getQueueClient('notification')
    await queue.clearMessages()
    const message = invoiceMessage({ invoiceId: freshInvoiceId() })
    await adaptersOf(world).queues.put('notification', message)
    const [peeked] = (await queue.peekMessages()).peekedMessageItems
    expect(peeked?.expiresOn.getUTCFullYear()).toBe(9999)
    expect(JSON.parse(Buffer.from(peeked?.messageText ?? '', 'base64').toString())).toEqual(message)
  })

  test('says so on the wire, with its delay in seconds', async () => {
    await adaptersOf(world).queues.putBack('notification', invoiceMessage(), hours(1) + 1)
    const url = new URL(world.proxy.seen.at(-1)?.url ?? '', 'http://storage')
    expect(url.searchParams.get('messagettl')).toBe('-1')
    expect(url.searchParams.get('visibilitytimeout')).toBe('3601')
  })
})

describe('preparing the account', () => {
  test('makes every queue with its poison queue, every table and the container; again changes nothing', async () => {
    await world.clients.queues.getQueueClient('mail-received').sendMessage('eA==')
    const requests = await requestsOf(world, () => prepareStorage(world.clients, storageGuards()))
    expect(requests).toHaveLength(1 + allQueues.length + tableNames.length)
    const names: string[] = []
    for await (const { name } of world.clients.queues.listQueues()) names.push(name)
    expect(names.toSorted()).toEqual(allQueues.toSorted())
    expect(names).toContain('invoice-stored-poison')
    const { peekedMessageItems } = await world.clients.queues.getQueueClient('mail-received').peekMessages()
    expect(peekedMessageItems.length).toBeGreaterThan(0)
  })

  test('a table that is missing is not taken for an empty one', async () => {
    const table = await world.emptyTable()
    await table.deleteTable()
    const ledger = makeLedger(table, storageGuards()['storage-table'], mailbox)
    const missing = { kind: 'remote-answer', answer: 'not-found', code: 'TableNotFound' }
    await expect(ledger.find(freshInvoiceId())).rejects.toMatchObject(missing)
    await expect(ledger.findMail('a')).rejects.toMatchObject(missing)
    await expect(ledger.open(freshInvoiceId(), arrival(), auditLine())).rejects.toMatchObject(missing)
  })
})

/** Rows as the ledger writes them, many at once. */
async function fillDay(table: TableClient, day: Date, from: number, to: number): Promise<void> {
  const places = Array.from({ length: to - from }, (_, place) => from + place)
  const insert = async (place: number) => {
    const receivedAt = new Date(day.getTime() + 1_000 * place)
    const entry = {
      invoiceId: freshInvoiceId(receivedAt),
      arrival: arrival({ receivedAt }),
      status: { state: 'posted', findings: findings(), postedAt: receivedAt } as const,
    }
    await table.createEntity(stateRow(entry, 'posted', 1))
  }
  for (let at = 0; at < places.length; at += 32) await Promise.all(places.slice(at, at + 32).map(insert))
}
