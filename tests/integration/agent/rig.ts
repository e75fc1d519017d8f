/** The whole on this machine, for tests: the compiled app in the local host, before it Azurite, the lab, and a proxy each for app and listeners. */
import { TableClient } from '@azure/data-tables'
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue'
import { setTimeout as sleep } from 'node:timers/promises'
import { startAzurite } from '../../../local/azurite.ts'
import { buildApp } from '../../../local/build.ts'
import { openBooks } from '../../../local/demo/books.ts'
import { createFollower } from '../../../local/demo/follow.ts'
import type { Line } from '../../../local/demo/outcomes.ts'
import { type Host, spawnHost } from '../../../local/host/spawn.ts'
import type { NewMail } from '../../../local/lab/graph/stored-mail.ts'
import { type Lab, type LabOptions, startLab } from '../../../local/lab/lab.ts'
import { startStorageProxy, type StorageProxy } from '../../../local/lab/storage-proxy.ts'
import type { TableName } from '../../../src/adapters/storage/names.ts'
import type { Dependency } from '../../../src/domain/dependency.ts'
import { queueNames } from '../../../src/domain/messages.ts'
import type { BreakerSnapshot } from '../../../src/resilience/snapshot.ts'

export const mailbox = 'invoices@fabrikam.example'
export const accountsPayable = 'accounts-payable@fabrikam.example'

/** Nothing of these tests is about speed: a busy machine gets all the time that it may need. */
export const patienceMs = 60_000
export const slow = { timeout: 90_000 }

/** No timer runs by itself: the tests poll when their story wants it. */
const quiet = { POLL_SCHEDULE: '0 0 0 1 1 *', DIGEST_SCHEDULE: '0 0 0 1 1 *', INTAKE_FROM: '2020-01-01' }

export interface HealthBody {
  readonly status: string
  readonly breakers: readonly BreakerSnapshot[]
}

export interface Rig {
  readonly lab: Lab
  /** What the app says to storage passes here. */
  readonly storage: StorageProxy
  /** What the host's queue listeners say to storage passes here. */
  readonly listeners: StorageProxy
  readonly connectionString: string
  readonly host: Host
  /** The environment of the host, for a second one. */
  readonly hostEnv: Readonly<Record<string, string>>
  /** Past both proxies. */
  queue(name: string): QueueClient
  /** Runs a timer now, without waiting for its end. */
  tick(timer: string): Promise<void>
  poll(): Promise<void>
  /** Puts the mails in and polls; gives their ids. */
  deliver(...mails: readonly NewMail[]): Promise<readonly string[]>
  /** Waits until each of these mails has come to its end; a line an invoice, in the order of the mails. */
  settled(mailIds: readonly string[]): Promise<readonly Line[]>
  /** Waits until no queue of the flow holds a message any more, hidden ones counted. */
  drained(): Promise<void>
  poisoned(): Promise<number>
  /** What the ledger's audit trail says, oldest first. */
  audit(invoiceId: string | undefined): Promise<readonly string[]>
  /** A table of the app, past the proxies. */
  rows(table: TableName): Promise<readonly Readonly<Record<string, unknown>>[]>
  health(): Promise<HealthBody>
  breaker(name: Dependency): Promise<BreakerSnapshot>
  /** A request to the app; with its function key unless told otherwise. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Waits until `look` gives something. Throws with what the host wrote. */
  until<T>(what: string, look: () => Promise<T> | T): Promise<NonNullable<T>>
  stop(): Promise<void>
}

export interface RigOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly lab?: LabOptions
  /** Of the host; any where left out. */
  readonly port?: number
  /** The app in the place of the compiled one: a folder with host.json and package.json. */
  readonly appDir?: string
  /** Loaded in the place of the app's own entry. */
  readonly entry?: string
}

export async function openRig(options: RigOptions = {}): Promise<Rig> {
  const { env = {}, lab: habits = {}, port = 0, appDir, entry } = options
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    if (appDir === undefined) await buildApp()
    const azurite = await startAzurite()
    ends.push(() => azurite.stop())
    const lab = await startLab({ mailbox, apAddress: accountsPayable, ...habits })
    ends.push(() => lab.stop())
    const storage = await startStorageProxy(azurite)
    ends.push(() => storage.stop())
    const listeners = await startStorageProxy(azurite)
    ends.push(() => listeners.stop())
    const hostEnv = {
      ...quiet,
      ...lab.env(),
      AzureWebJobsStorage: azurite.connectionString,
      InvoiceStorage: storage.connectionString,
      // The host looks for a connection under this name first, the app never does: so each has its own way to storage.
      AzureWebJobsInvoiceStorage: listeners.connectionString,
      ...env,
    }
    const host = await spawnHost({
      port,
      env: hostEnv,
      ...(appDir !== undefined && { appDir }),
      ...(entry !== undefined && { entry }),
    })
    ends.push(() => host.stop())
    const { connectionString } = azurite
    const parts = { lab, storage, listeners, connectionString, host, hostEnv }
    return { ...parts, ...doings(lab, host, connectionString), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Parts = 'lab' | 'storage' | 'listeners' | 'connectionString' | 'host' | 'hostEnv' | 'stop'

function doings(lab: Lab, host: Host, connectionString: string): Omit<Rig, Parts> {
  const books = openBooks(connectionString, mailbox)
  const queues = QueueServiceClient.fromConnectionString(connectionString)
  const ask: Rig['ask'] = (path, init) => {
    const headers = new Headers(init?.headers)
    if (!headers.has('x-functions-key')) headers.set('x-functions-key', host.functionKey)
    return fetch(`${host.url}${path}`, { signal: AbortSignal.timeout(patienceMs), ...init, headers })
  }
  const until: Rig['until'] = async (what, look) => {
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(25)) {
      const found = await look()
      if (found !== undefined && found !== null && found !== false) return found
    }
    throw new Error(`Waited in vain for ${what}; the host wrote:\n${host.output().slice(-4_000)}`)
  }
  const rows: Rig['rows'] = async (table) => {
    const client = TableClient.fromConnectionString(connectionString, table, {
      allowInsecureConnection: true,
    })
    const found: Readonly<Record<string, unknown>>[] = []
    for await (const row of client.listEntities()) found.push(row)
    return found
  }
  const health = async () => (await (await ask('/health')).json()) as HealthBody
  const tick = async (timer: string) => {
    const answer = await ask(`/admin/functions/${timer}`, { method: 'POST' })
    if (answer.status !== 202) throw new Error(`${timer} could not be started: ${answer.status}`)
  }
  const poll = () => tick('pollMailbox')
  return {
    queue: (name) => queues.getQueueClient(name),
    ask,
    until,
    health,
    tick,
    poll,
    async deliver(...mails) {
      const ids = mails.map((mail) => lab.mailbox.put(mail))
      await poll()
      return ids
    },
    async settled(mailIds) {
      const follower = createFollower(books, patienceMs, () => {})
      follower.add(mailIds.map((mailId) => ({ name: mailId, mailId, putAt: Date.now() })))
      await follower.until().catch((error: unknown) => {
        throw new Error(`The host wrote:\n${host.output().slice(-4_000)}`, { cause: error })
      })
      return follower.lines()
    },
    async drained() {
      await until('empty queues', async () => {
        const counts = await Promise.all(queueNames.map((name) => countOf(queues.getQueueClient(name))))
        return counts.every((count) => count === 0)
      })
    },
    poisoned: () => books.poisoned(),
    audit: async (invoiceId) =>
      (await rows('Ledger'))
        .filter(({ partitionKey, what }) => partitionKey === invoiceId && what !== undefined)
        .map(({ what }) => String(what)),
    rows,
    async breaker(name) {
      const found = (await health()).breakers.find((one) => one.name === name)
      if (found === undefined) throw new Error(`/health shows no breaker ${name}`)
      return found
    },
  }
}

async function countOf(queue: QueueClient): Promise<number> {
  const { approximateMessagesCount } = await queue.getProperties()
  return approximateMessagesCount ?? 0
}

/** The app's requests to tables that a guard counts: all but those to the fleet board, which has its own way. */
export const countedTableCalls = ({ storage }: Rig): number =>
  storage.requests.all.filter(({ service, path }) => service === 'table' && !path.includes('/Breakers'))
    .length

/** As the queues of the flow carry them. */
export const base64 = (text: string): string => Buffer.from(text).toString('base64')
