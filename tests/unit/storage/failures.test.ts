/** What each trouble of the storage account comes to, through the real SDKs and the real guards; one try, one request. */
import { RestError } from '@azure/storage-blob'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emulatorConnectionString } from '../../../local/azurite.ts'
import { freePorts } from '../../../local/free-ports.ts'
import { makeClaims } from '../../../src/adapters/storage/claims.ts'
import { storageClients, type StorageClients } from '../../../src/adapters/storage/clients.ts'
import { makeDocuments } from '../../../src/adapters/storage/documents.ts'
import { translateStorage } from '../../../src/adapters/storage/failures.ts'
import { makeLedger } from '../../../src/adapters/storage/ledger.ts'
import { makeQueues } from '../../../src/adapters/storage/queues.ts'
import { CallRefused } from '../../../src/domain/errors.ts'
import { storageGuards, type StorageGuards } from '../../contracts/storage-world.ts'
import { anInvoiceId, arrival, auditLine, invoiceMessage } from '../../factories.ts'
import { startScriptedServer, type ScriptedServer } from './scripted-server.ts'

type Operation = (clients: StorageClients, guards: StorageGuards) => Promise<unknown>

/** Each SDK in each way it is used: plain requests, a download, a transaction. */
const operations: readonly { name: keyof StorageGuards; what: string; run: Operation }[] = [
  {
    name: 'storage-blob',
    what: 'put',
    run: ({ blobs }, guards) =>
      makeDocuments(blobs, guards['storage-blob']).put('a/b', new Uint8Array(9), 'text/plain'),
  },
  {
    name: 'storage-blob',
    what: 'get',
    run: ({ blobs }, guards) => makeDocuments(blobs, guards['storage-blob']).get('a/b'),
  },
  {
    name: 'storage-queue',
    what: 'put',
    run: ({ queues }, guards) =>
      makeQueues(queues, guards['storage-queue']).put('notification', invoiceMessage()),
  },
  {
    name: 'storage-table',
    what: 'insert',
    run: ({ table }, guards) =>
      makeClaims(table('Claims'), guards['storage-table']).claim(
        { by: 'file', sha256: 'a' },
        { invoiceId: 'b' },
      ),
  },
  {
    name: 'storage-table',
    what: 'read',
    run: ({ table }, guards) =>
      makeLedger(table('Ledger'), guards['storage-table'], 'i@x.example').find(anInvoiceId),
  },
  {
    name: 'storage-table',
    what: 'transaction',
    run: ({ table }, guards) =>
      makeLedger(table('Ledger'), guards['storage-table'], 'i@x.example').open(
        anInvoiceId,
        arrival(),
        auditLine(),
      ),
  },
]

const clientsAt = (port: number): StorageClients =>
  storageClients({
    kind: 'connection-string',
    connectionString: emulatorConnectionString({ blob: port, queue: port, table: port }),
  })

let server: ScriptedServer
let clients: StorageClients
beforeAll(async () => {
  server = await startScriptedServer()
  clients = clientsAt(server.port)
})
afterAll(async () => {
  await server.stop()
})

describe.each(operations)('$name $what', ({ name, run }) => {
  test.each([
    [500, { failure: 'server-error', mayHaveActed: true }],
    [503, { failure: 'server-error', mayHaveActed: true }],
    [429, { failure: 'throttled', mayHaveActed: false }],
    [408, { failure: 'timeout', mayHaveActed: true }],
  ])('%i is a failure of the dependency, tried twice and not once more', async (status, expected) => {
    // A 429 without Retry-After shuts the gate at once: no second try then.
    server.answer((_, reply) => void reply.writeHead(status).end())
    const guards = storageGuards()
    await expect(run(clients, guards)).rejects.toMatchObject({ dependency: name, status, ...expected })
    expect(server.requests).toBe(status === 429 ? 1 : 2)
    expect(guards[name].snapshot().counters.calls).toBe(server.requests)
  })

  test('Retry-After is handed on and shuts the gate for everybody', async () => {
    server.answer((_, reply) => void reply.writeHead(503, { 'retry-after': '120' }).end())
    const guards = storageGuards()
    await expect(run(clients, guards)).rejects.toMatchObject({ status: 503, retryAfterMs: 120_000 })
    await expect(run(clients, guards)).rejects.toBeInstanceOf(CallRefused)
    expect(server.requests).toBe(1)
  })

  test.each([401, 403])('%i is a fault of the settings, asked once', async (status) => {
    server.answer((_, reply) => void reply.writeHead(status).end())
    const guards = storageGuards()
    await expect(run(clients, guards)).rejects.toMatchObject({ kind: 'misconfigured', status })
    expect(server.requests).toBe(1)
    expect(guards[name].snapshot()).toMatchObject({ misconfigured: true, consecutiveFailures: 0 })
  })

  test.each([
    [400, 'rejected'],
    [410, 'gone'],
    [412, 'conflict'],
  ])('%i is an answer', async (status, answer) => {
    server.answer((_, reply) => void reply.writeHead(status).end())
    const guards = storageGuards()
    await expect(run(clients, guards)).rejects.toMatchObject({ kind: 'remote-answer', answer, status })
    expect(guards[name].snapshot().consecutiveFailures).toBe(0)
  })

  test('a closed port is a failure that surely had no effect', async () => {
    const [closed = 0] = await freePorts(1)
    const failure = { dependency: name, failure: 'network', mayHaveActed: false }
    await expect(run(clientsAt(closed), storageGuards())).rejects.toMatchObject(failure)
  })

  test('a connection that breaks may have had an effect', async () => {
    server.answer((request) => void request.socket.destroy())
    const failure = { dependency: name, failure: 'network', mayHaveActed: true }
    await expect(run(clients, storageGuards())).rejects.toMatchObject(failure)
    expect(server.requests).toBe(2)
  })

  test('a server that never answers ends in a timeout', async () => {
    server.answer(() => {})
    const failure = { dependency: name, failure: 'timeout' }
    await expect(run(clients, storageGuards({ timeoutMs: 200 }))).rejects.toMatchObject(failure)
  })
})

test('an answer that breaks off in its body is a failure of the network, and only the guard asks again', async () => {
  server.answer((_, reply) => {
    reply.writeHead(200, { 'content-length': '1000', 'content-type': 'application/json', etag: '"1"' })
    reply.write('{"half":', () => reply.destroy())
  })
  for (const { name, run } of operations.filter(({ what }) => what === 'get' || what === 'read')) {
    const guards = storageGuards()
    await expect(run(clients, guards)).rejects.toMatchObject({ dependency: name, failure: 'network' })
    expect(guards[name].snapshot().counters.calls).toBe(2)
  }
  expect(server.requests).toBe(4)
})

test('an answer whose body never ends is a timeout', async () => {
  server.answer((_, reply) => {
    reply.writeHead(200, { 'content-length': '1000', etag: '"1"' })
    reply.write('half')
  })
  const documents = makeDocuments(clients.blobs, storageGuards({ timeoutMs: 200 })['storage-blob'])
  await expect(documents.get('a/b')).rejects.toMatchObject({ failure: 'timeout' })
})

test.each(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])('%s surely had no effect', (code) => {
  const failure = { failure: 'network', mayHaveActed: false }
  expect(translateStorage('storage-table')(new RestError('no way', { code }))).toMatchObject(failure)
})

test('an error of ours, such as a refused token, comes out as it is', async () => {
  const refused = new CallRefused('identity', 'open', new Date('2026-11-02T09:00:00Z'))
  const uri = `https://127.0.0.1:${server.port}/account`
  const credential = { getToken: () => Promise.reject(refused) }
  const byIdentity = storageClients({
    kind: 'identity',
    blobServiceUri: uri,
    queueServiceUri: uri,
    tableServiceUri: uri,
    credential,
  })
  for (const { run } of operations) await expect(run(byIdentity, storageGuards())).rejects.toBe(refused)
})

test('a bug stays what it is', () => {
  const bug = new TypeError('undefined is no function')
  expect(translateStorage('storage-blob')(bug)).toBe(bug)
})
