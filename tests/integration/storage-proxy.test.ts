/** The storage proxy with the true storage SDKs in front of a true Azurite. */
import { TableClient } from '@azure/data-tables'
import { BlobServiceClient } from '@azure/storage-blob'
import { QueueClient } from '@azure/storage-queue'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startAzurite, type Azurite } from '../../local/azurite.ts'
import { startStorageProxy, type StorageProxy } from '../../local/lab/storage-proxy.ts'

let azurite: Azurite
let proxy: StorageProxy
const noRetries = { retryOptions: { maxTries: 1, maxRetries: 0 } }

beforeAll(async () => {
  azurite = await startAzurite()
  proxy = await startStorageProxy(azurite)
})
afterAll(async () => {
  await proxy?.stop()
  await azurite?.stop()
})
beforeEach(() => {
  proxy.faults.clear()
  proxy.requests.clear()
})

const container = () =>
  BlobServiceClient.fromConnectionString(proxy.connectionString, noRetries).getContainerClient('documents')
const queue = () => new QueueClient(proxy.connectionString, 'mail-received', noRetries)
const table = () =>
  TableClient.fromConnectionString(proxy.connectionString, 'Ledger', {
    ...noRetries,
    allowInsecureConnection: true,
  })

test('bytes, messages and rows pass unchanged, and signatures stay valid', async () => {
  const bytes = Buffer.alloc(9 * 1024 * 1024, 'invoice ')
  await container().createIfNotExists()
  await container().getBlockBlobClient('a b/ü.pdf').uploadData(bytes)
  await queue().createIfNotExists()
  await queue().sendMessage('hello')
  await table().createTable()
  await table().submitTransaction([
    ['create', { partitionKey: '1', rowKey: 'state', state: 'received' }],
    ['create', { partitionKey: '1', rowKey: 'audit', who: 'intake' }],
  ])

  expect((await container().getBlockBlobClient('a b/ü.pdf').downloadToBuffer()).equals(bytes)).toBe(true)
  expect((await queue().receiveMessages()).receivedMessageItems.map((one) => one.messageText)).toEqual([
    'hello',
  ])
  expect(await table().getEntity('1', 'state')).toMatchObject({ state: 'received' })
  expect(proxy.requests.count('table', 'POST')).toBeGreaterThan(1)
})

test('answers of the service itself come through: a blob that is there is a 409', async () => {
  await container().createIfNotExists()
  const blob = container().getBlockBlobClient('once')
  const once = () => blob.upload('x', 1, { conditions: { ifNoneMatch: '*' } })
  await once()

  await expect(once()).rejects.toMatchObject({ statusCode: 409, code: 'BlobAlreadyExists' })
})

test('one service is down while the others go on', async () => {
  await container().createIfNotExists()
  await queue().createIfNotExists()
  proxy.faults.set('blob', '*', { kind: 'down' })

  await expect(container().exists()).rejects.toMatchObject({ code: 'ECONNRESET' })
  await expect(queue().exists()).resolves.toBe(true)
  proxy.faults.clear('blob')
  await expect(container().exists()).resolves.toBe(true)
})

test('a lost reply leaves the work done', async () => {
  await queue().createIfNotExists()
  await queue().clearMessages()
  proxy.faults.set('queue', 'POST', { kind: 'lostReply', times: 1 })

  await expect(queue().sendMessage('sent all the same')).rejects.toMatchObject({ code: 'ECONNRESET' })
  const { receivedMessageItems } = await queue().receiveMessages()
  expect(receivedMessageItems.map((one) => one.messageText)).toEqual(['sent all the same'])
})

test('a status goes out with its headers and nothing is done', async () => {
  await queue().createIfNotExists()
  await queue().clearMessages()
  proxy.faults.set('queue', 'POST', { kind: 'status', status: 503, headers: { 'retry-after': '7' } })

  const refusal = await queue()
    .sendMessage('never')
    .catch((error: unknown) => error)
  expect(refusal).toMatchObject({ statusCode: 503, code: 'ServerBusy' })
  proxy.faults.clear()
  expect((await queue().receiveMessages()).receivedMessageItems).toEqual([])
})

test('a hang is ended by the caller alone', async () => {
  proxy.faults.set('table', '*', { kind: 'hang', times: 1 })

  await expect(
    table().getEntity('1', 'state', { abortSignal: AbortSignal.timeout(300) }),
  ).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(proxy.requests.all.at(-1)?.status).toBeUndefined()
})
