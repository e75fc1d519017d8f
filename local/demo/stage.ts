/** The stage of the demo: storage, lab and host as one, with everything of it ended by `close`. */
import { startAzurite } from '../azurite.ts'
import { type Host, spawnHost } from '../host/spawn.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { startStorageProxy, type StorageProxy } from '../lab/storage-proxy.ts'

export const mailbox = 'invoices@fabrikam.example'
export const accountsPayable = 'accounts-payable@fabrikam.example'

/** A demo is short: breakers of the real thresholds stay open for seconds instead of a minute, and a doubt is settled as soon. */
const quickly = {
  POLL_SCHEDULE: '*/2 * * * * *',
  // What the demo counts at accounts payable are invoices.
  DIGEST_SCHEDULE: '0 0 0 1 1 *',
  INTAKE_FROM: '2026-01-01',
  SEND_DOUBT: '3s',
  BREAKER_GRAPH: '5/6s',
  BREAKER_OPENAI: '3/6s',
  BREAKER_STORAGE: '5/6s',
  BREAKER_TEAMS: '3/6s',
}

export interface Stage {
  readonly lab: Lab
  /** Faults of storage are set here; the app and the listeners speak through it. */
  readonly storage: StorageProxy
  /** Leads past the faults, for who looks on. */
  readonly azurite: { readonly connectionString: string }
  readonly host: Host
  close(): Promise<void>
}

export async function openStage(settings: Readonly<Record<string, string>>): Promise<Stage> {
  const ends: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    const [azurite, lab] = await Promise.all([
      startAzurite(),
      startLab({ mailbox, apAddress: accountsPayable }),
    ])
    ends.push(
      () => azurite.stop(),
      () => lab.stop(),
    )
    const storage = await startStorageProxy(azurite)
    ends.push(() => storage.stop())
    const host = await spawnHost({
      env: {
        ...quickly,
        ...settings,
        ...lab.env(),
        InvoiceStorage: storage.connectionString,
        AzureWebJobsStorage: azurite.connectionString,
      },
    })
    ends.push(() => host.stop())
    return { lab, storage, azurite, host, close }
  } catch (error) {
    await close()
    throw error
  }
}
