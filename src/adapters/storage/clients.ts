/** The storage account's clients, by connection string or by Entra ID; the guards retry, so the SDKs never do. */
import { TableClient } from '@azure/data-tables'
import type { TokenCredential } from '@azure/identity'
import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import type { TableName } from './names.ts'

export type StorageAccess =
  | { readonly kind: 'connection-string'; readonly connectionString: string }
  | {
      readonly kind: 'identity'
      readonly blobServiceUri: string
      readonly queueServiceUri: string
      readonly tableServiceUri: string
      /** Its errors come out of a call as they are; give one that is behind the `identity` guard. */
      readonly credential: TokenCredential
    }

export interface StorageClients {
  readonly blobs: BlobServiceClient
  readonly queues: QueueServiceClient
  readonly table: (name: TableName) => TableClient
}

/** One try is one HTTP request; connections are kept alive, which is the SDKs' default. */
const storageOptions = { retryOptions: { maxTries: 1 } } as const
const tableOptions = { retryOptions: { maxRetries: 0 } } as const

/** Makes no request. Throws the SDK's own error for a connection string that cannot be read. */
export function storageClients(access: StorageAccess): StorageClients {
  if (access.kind === 'connection-string') return byConnectionString(access.connectionString)
  const { blobServiceUri, queueServiceUri, tableServiceUri, credential } = access
  return {
    blobs: new BlobServiceClient(blobServiceUri, credential, storageOptions),
    queues: new QueueServiceClient(queueServiceUri, credential, storageOptions),
    table: (name) => new TableClient(tableServiceUri, name, credential, tableOptions),
  }
}

function byConnectionString(connectionString: string): StorageClients {
  // Only the emulator speaks http, and its connection string says so; the other two SDKs do not ask.
  const isHttp = /UseDevelopmentStorage=true|http:\/\/|EndpointsProtocol=http(;|$)/i.test(connectionString)
  const options = { ...tableOptions, allowInsecureConnection: isHttp }
  return {
    blobs: BlobServiceClient.fromConnectionString(connectionString, storageOptions),
    queues: QueueServiceClient.fromConnectionString(connectionString, storageOptions),
    table: (name) => TableClient.fromConnectionString(connectionString, name, options),
  }
}
