/** The storage account did the work, and its reply was lost: what was done is known as our own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arrival, auditLine, invoiceMessage } from '../factories.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { adaptersOf, claimKey, coded, mailRecord } from './storage-ports.ts'
import { startStorageWorld, type StorageWorld } from './storage-world.ts'

let world: StorageWorld
beforeAll(async () => {
  world = await startStorageWorld()
})
afterAll(async () => {
  await world.stop()
})

describe('a reply that is lost after the work was done', () => {
  test('opening: the invoice stands once, as opened', async () => {
    const { ledger } = adaptersOf(world)
    const id = freshInvoiceId()
    world.proxy.loseReplies(1)
    const entry = await ledger.open(id, arrival(), auditLine())
    expect(await ledger.find(id)).toEqual(entry)
    expect(await ledger.audit(id)).toHaveLength(1)
  })

  test('a change: known as our own, with one audit line', async () => {
    const { ledger } = adaptersOf(world)
    const opened = await ledger.open(freshInvoiceId(), arrival(), auditLine())
    world.proxy.loseReplies(1)
    const changed = await ledger.change(opened, coded())
    expect(changed.status).toEqual(coded().status)
    expect(await ledger.find(opened.invoiceId)).toEqual(changed)
    expect((await ledger.audit(opened.invoiceId)).map((line) => line.changeId)).toEqual(['received', 'coded'])
    // What came of it can be built on.
    const next = { ...coded(), audit: auditLine({ changeId: 'next' }) }
    await expect(ledger.change(changed, next)).resolves.toMatchObject({ status: coded().status })
  })

  test('a change whose second reply is lost as well: the next try finds it done', async () => {
    const { ledger } = adaptersOf(world)
    const opened = await ledger.open(freshInvoiceId(), arrival(), auditLine())
    world.proxy.loseReplies(2)
    await expect(ledger.change(opened, coded())).rejects.toMatchObject({
      failure: 'network',
      mayHaveActed: true,
    })
    const done = await ledger.change(opened, coded())
    expect(done.status).toEqual(coded().status)
    expect(await ledger.audit(opened.invoiceId)).toHaveLength(2)
  })

  test('a claim: it is ours', async () => {
    const { claims } = adaptersOf(world)
    const mine = { invoiceId: freshInvoiceId(), amount: '1.00 EUR' }
    world.proxy.loseReplies(1)
    expect(await claims.claim(claimKey(), mine)).toMatchObject(mine)
  })

  test('a release: the claim is free', async () => {
    const { claims } = adaptersOf(world)
    const key = claimKey()
    const [first, second] = [freshInvoiceId(), freshInvoiceId()]
    await claims.claim(key, { invoiceId: first })
    world.proxy.loseReplies(1, 'DELETE')
    await claims.release(key, first)
    expect(await claims.claim(key, { invoiceId: second })).toEqual({ invoiceId: second })
  })

  test('a mail record: it stands once', async () => {
    const { ledger } = adaptersOf(world)
    const record = mailRecord()
    world.proxy.loseReplies(1)
    await ledger.recordMail(record)
    expect(await ledger.findMail(record.mailId)).toEqual(record)
  })

  test.each([
    ['that was free', undefined],
    [
      'whose owner died',
      { by: 'dead', now: new Date('2026-11-02T08:00:00Z'), until: new Date('2026-11-02T08:11:00Z') },
    ],
  ])('a turn %s: it is ours', async (_, before) => {
    const { bookmarks } = adaptersOf(world)
    const work = freshInvoiceId()
    if (before !== undefined) await bookmarks.takeTurn(work, before)
    const turn = { by: 'us', now: new Date('2026-11-02T09:00:00Z'), until: new Date('2026-11-02T09:11:00Z') }
    world.proxy.loseReplies(1, before === undefined ? 'POST' : 'PUT')
    expect(await bookmarks.takeTurn(work, turn)).toBe(true)
    expect(await bookmarks.takeTurn(work, { ...turn, by: 'others' })).toBe(false)
  })

  test('a document: it is there, with its bytes', async () => {
    const { documents } = adaptersOf(world)
    const path = `${freshInvoiceId()}/document-1`
    world.proxy.loseReplies(1)
    await documents.put(path, new TextEncoder().encode('once'), 'text/plain')
    expect(new TextDecoder().decode(await documents.get(path))).toBe('once')
  })

  test('a message: it is there, twice at most', async () => {
    const queue = world.clients.queues.getQueueClient('invoice-stored')
    await queue.clearMessages()
    world.proxy.loseReplies(1)
    await adaptersOf(world).queues.put('invoice-stored', invoiceMessage())
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 })
    const texts = receivedMessageItems.map(({ messageText }) => messageText)
    expect(texts.length).toBeGreaterThanOrEqual(1)
    expect(texts.length).toBeLessThanOrEqual(2)
    expect(new Set(texts).size).toBe(1)
  })

  test('a document whose reply breaks off in the middle is fetched whole by the second try', async () => {
    const { documents, guards } = adaptersOf(world)
    const path = `${freshInvoiceId()}/document-1`
    await documents.put(path, new Uint8Array(500_000).fill(7), 'application/pdf')
    const before = guards['storage-blob'].snapshot().counters.calls
    world.proxy.cutNextReply()
    const found = await documents.get(path)
    expect(Buffer.from(found).equals(Buffer.alloc(500_000, 7))).toBe(true)
    expect(guards['storage-blob'].snapshot().counters.calls - before).toBe(2)
  })
})
