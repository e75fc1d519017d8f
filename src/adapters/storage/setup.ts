/** Makes the container, queues and tables that the agent works with. */
import type { Guard } from '../../resilience/guard.ts'
import type { StorageClients } from './clients.ts'
import type { StorageDependency } from './failures.ts'
import { allQueues, documentContainer, tableNames } from './names.ts'

/** Triggers make no queues of their own. Safe to run at every start; one request for each thing, all at once. */
export async function prepareStorage(
  clients: StorageClients,
  guards: Readonly<Record<StorageDependency, Guard>>,
): Promise<void> {
  const idempotent = true
  const container = guards['storage-blob'].call(
    'create-container',
    (abortSignal) => clients.blobs.getContainerClient(documentContainer).createIfNotExists({ abortSignal }),
    { idempotent },
  )
  const queues = allQueues.map((name) =>
    guards['storage-queue'].call(
      'create-queue',
      (abortSignal) => clients.queues.getQueueClient(name).createIfNotExists({ abortSignal }),
      { idempotent },
    ),
  )
  const tables = tableNames.map((name) =>
    guards['storage-table'].call(
      'create-table',
      (abortSignal) => clients.table(name).createTable({ abortSignal }),
      { idempotent },
    ),
  )
  await Promise.all([container, ...queues, ...tables])
}
