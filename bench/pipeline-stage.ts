/** Azurite, lab and host for a load, with the app's own settings: only the poll waits until it is asked for. */
import { mailbox, accountsPayable } from '../local/demo/stage.ts'
import { sampleVendors } from '../local/demo/samples/sample-vendors.ts'
import { startAzurite } from '../local/azurite.ts'
import { type Host, spawnHost } from '../local/host/spawn.ts'
import { type Lab, startLab } from '../local/lab/lab.ts'
import type { RequestLog } from '../local/lab/request-log.ts'
import { startStorageProxy } from '../local/lab/storage-proxy.ts'

export interface Stage {
  readonly lab: Lab
  readonly host: Host
  /** Leads straight to Azurite. */
  readonly connectionString: string
  /** Every storage request of app and listeners, where they were to be counted. */
  readonly storageRequests: RequestLog | undefined
  close(): Promise<void>
}

export interface StageOptions {
  /** Puts a proxy in front of Azurite, which costs time. */
  readonly countStorage: boolean
  /** Default: this project. */
  readonly appDir?: string
}

/** The vendors of the samples are in the list. */
export async function openStage({ countStorage, ...app }: StageOptions): Promise<Stage> {
  const ends: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const azurite = await startAzurite()
    ends.push(() => azurite.stop())
    const lab = await startLab({ mailbox, apAddress: accountsPayable })
    ends.push(() => lab.stop())
    const proxy = countStorage ? await startStorageProxy(azurite) : undefined
    if (proxy !== undefined) ends.push(() => proxy.stop())
    const { connectionString } = proxy ?? azurite
    const host = await spawnHost({
      ...app,
      env: {
        ...lab.env(),
        InvoiceStorage: connectionString,
        AzureWebJobsStorage: connectionString,
        POLL_SCHEDULE: atNewYear,
        DIGEST_SCHEDULE: atNewYear,
        INTAKE_FROM: '2026-01-01',
      },
    })
    ends.push(() => host.stop())
    await putVendors(host)
    return {
      lab,
      host,
      connectionString: azurite.connectionString,
      storageRequests: proxy?.requests,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const atNewYear = '0 0 0 1 1 *'

async function putVendors(host: Host): Promise<void> {
  for (const { vendorId, ...vendor } of sampleVendors)
    await ask(host, 'PUT', `/vendors/${vendorId}`, JSON.stringify(vendor))
}

export const startPoll = (host: Host): Promise<void> =>
  ask(host, 'POST', '/admin/functions/pollMailbox', '{}')

async function ask(host: Host, method: string, path: string, body: string): Promise<void> {
  const headers = { 'x-functions-key': host.functionKey, 'content-type': 'application/json' }
  const answer = await fetch(`${host.url}${path}`, {
    method,
    headers,
    body,
    signal: AbortSignal.timeout(30_000),
  })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  await answer.body?.cancel()
}
