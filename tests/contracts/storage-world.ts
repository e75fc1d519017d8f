/** An emulated storage account for a test file, with the real guards in front, and a proxy that can lose replies. */
import { TableClient } from '@azure/data-tables'
import { startAzurite } from '../../local/azurite.ts'
import { storageClients, type StorageClients } from '../../src/adapters/storage/clients.ts'
import { translateStorage } from '../../src/adapters/storage/failures.ts'
import { prepareStorage } from '../../src/adapters/storage/setup.ts'
import { createGuard } from '../../src/resilience/create-guard.ts'
import type { Guard } from '../../src/resilience/guard.ts'
import { defaultBreakers } from '../../src/resilience/settings.ts'
import { startLossyProxy, type LossyProxy } from './lossy-proxy.ts'

export type StorageGuards = Readonly<Record<'storage-blob' | 'storage-queue' | 'storage-table', Guard>>

export interface StorageWorld {
  readonly clients: StorageClients
  readonly guards: StorageGuards
  readonly proxy: LossyProxy
  /** A table of its own, empty. */
  readonly emptyTable: () => Promise<TableClient>
  readonly stop: () => Promise<void>
}

/** Guards as in production, but for the pause before the quick retry, which is at its shortest. */
export function storageGuards(over: { timeoutMs?: number; opensAfter?: number } = {}): StorageGuards {
  const guardOf = (dependency: keyof StorageGuards): Guard =>
    createGuard({
      dependency,
      settings: { ...defaultBreakers[dependency], ...over },
      translate: translateStorage(dependency),
      random: () => 0,
    })
  return {
    'storage-blob': guardOf('storage-blob'),
    'storage-queue': guardOf('storage-queue'),
    'storage-table': guardOf('storage-table'),
  }
}

export async function startStorageWorld(): Promise<StorageWorld> {
  const azurite = await startAzurite()
  const proxy = await startLossyProxy(azurite.ports)
  const connectionString = proxy.through(azurite.connectionString)
  const clients = storageClients({ kind: 'connection-string', connectionString })
  const guards = storageGuards()
  await prepareStorage(clients, guards)
  let tables = 0
  return {
    clients,
    guards,
    proxy,
    async emptyTable() {
      const table = TableClient.fromConnectionString(connectionString, `Empty${++tables}`, {
        allowInsecureConnection: true,
        retryOptions: { maxRetries: 0 },
      })
      await table.createTable()
      return table
    },
    async stop() {
      await proxy.stop()
      await azurite.stop()
    },
  }
}
