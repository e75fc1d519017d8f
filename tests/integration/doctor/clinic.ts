/** What the doctor is tried on: lab, emulated storage behind a proxy, and the app's own webhook, all started once. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { HttpRequest } from '@azure/functions'
import { emulatorConnectionString, startAzurite } from '../../../local/azurite.ts'
import { freePorts } from '../../../local/free-ports.ts'
import { startLab, type Lab } from '../../../local/lab/lab.ts'
import { startStorageProxy, type StorageProxy } from '../../../local/lab/storage-proxy.ts'
import { storageClients, type StorageClients } from '../../../src/adapters/storage/clients.ts'
import { prepareStorage } from '../../../src/adapters/storage/setup.ts'
import { makeGraphWebhook } from '../../../src/functions/graph-webhook.ts'
import { storageGuards } from '../../contracts/storage-world.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeQueues } from '../../fakes/queues.ts'

export interface Clinic {
  readonly lab: Lab
  readonly storage: StorageProxy
  /** Past the proxy: what is arranged and looked at is no part of what is tried. */
  readonly clients: StorageClients
  /** Settings under which all is well. */
  readonly env: Readonly<Record<string, string>>
  /** An address whose certificate nobody trusts. */
  readonly selfSigned: string
  /** Settings that lead to ports where nothing listens. */
  readonly nobodyThere: { readonly storage: string; readonly webhook: string }
  /** What is left of a run, wherever it may have made something. */
  readonly left: () => Promise<readonly string[]>
  /** Makes what a fault took away. */
  readonly mend: () => Promise<void>
  readonly stop: () => Promise<void>
}

const telemetryKey = '00000000-0000-4000-8000-000000000001'

export async function openClinic(): Promise<Clinic> {
  const [lab, azurite, webhook, stranger] = await Promise.all([
    startLab(),
    startAzurite(),
    startWebhook(),
    serving(createTlsServer({ key: pem('key'), cert: pem('cert') })),
  ])
  const storage = await startStorageProxy(azurite)
  const [port = 0] = await freePorts(1)
  const clients = storageClients({ kind: 'connection-string', connectionString: azurite.connectionString })
  const mend = () => prepareStorage(clients, storageGuards())
  await mend()
  return {
    mend,
    lab,
    storage,
    clients,
    env: {
      ...lab.env(),
      InvoiceStorage: storage.connectionString,
      MAIL_WEBHOOK_URL: `http://127.0.0.1:${webhook.port}/webhooks/graph`,
      GRAPH_CLIENT_STATE: 'a state of sixteen letters',
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${telemetryKey};IngestionEndpoint=https://127.0.0.1/`,
    },
    selfSigned: `https://127.0.0.1:${stranger.port}/webhooks/graph`,
    nobodyThere: {
      storage: emulatorConnectionString({ blob: port, queue: port, table: port }),
      webhook: `http://127.0.0.1:${port}/webhooks/graph`,
    },
    left: async () => [...drafts(lab), ...(await things(clients))],
    async stop() {
      await Promise.all([lab.stop(), webhook.stop(), stranger.stop(), storage.stop()])
      await azurite.stop()
    },
  }
}

const drafts = ({ mailbox }: Lab): string[] =>
  ['Drafts', 'DeletedItems'].flatMap((folder) => mailbox.messages(folder).map(({ subject }) => subject))

async function things({ blobs, queues, table }: StorageClients): Promise<string[]> {
  const all: string[] = []
  for await (const { name } of blobs.getContainerClient('invoices').listBlobsFlat()) all.push(name)
  for await (const { name } of queues.listQueues({ prefix: 'doctor' })) all.push(name)
  for await (const { rowKey } of table('Bookmarks').listEntities()) all.push(rowKey ?? '')
  return all
}

const pem = (file: string) =>
  readFileSync(new URL(`../../fixtures/loopback-tls/${file}.pem`, import.meta.url))

/** The very function of the app, behind a server of its own. */
function startWebhook() {
  const clock = fakeClock()
  const handle = makeGraphWebhook({
    queues: fakeQueues(clock),
    clock,
    report: { deferred: () => {}, parked: () => {}, tickSkipped: () => {}, stepFailed: () => {} },
    dropped: () => {},
    ours: { clientState: 'a state of sixteen letters', mailbox: 'invoices@lab.example' },
  })
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const asked = new HttpRequest({
      method: request.method ?? '',
      url: url.href,
      query: Object.fromEntries(url.searchParams),
    })
    void handle(asked).then(({ status = 200, headers, body }) => {
      response.writeHead(status, headers as Record<string, string>)
      response.end(body)
    })
  })
  return serving(server)
}

async function serving(server: Server): Promise<{ port: number; stop: () => Promise<void> }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
