/** Azurite without the app: single operations through the SDKs, of the sizes that an invoice has. */
import { TableClient } from '@azure/data-tables'
import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient, type ReceivedMessageItem } from '@azure/storage-queue'

export interface BareStorage {
  readonly putBlob: (name: string) => Promise<unknown>
  readonly getBlob: () => Promise<unknown>
  readonly putMessage: () => Promise<unknown>
  readonly receive: (most: number) => Promise<readonly ReceivedMessageItem[]>
  readonly deleteMessage: (message: ReceivedMessageItem) => Promise<unknown>
  readonly insertRow: (name: string) => Promise<unknown>
  readonly upsertRow: (name: string) => Promise<unknown>
  readonly readRow: () => Promise<unknown>
  readonly listRows: () => Promise<unknown>
  /** Two rows of one partition, as a change of an invoice and its line of the audit trail. */
  readonly transact: (name: string) => Promise<unknown>
}

/** Characters: about what an invoice's findings and arrival come to. */
const row = { status: 'x'.repeat(600), arrival: 'x'.repeat(500), state: 'posted', sequence: 3 }
const auditRow = { who: 'postInvoice', what: 'mailed to accounts payable', changeId: 'posted' }
const message = Buffer.from('x'.repeat(120)).toString('base64')
const leaseSeconds = 600

/** Makes its own container, queue and table, whose rows are beside the app's. */
export async function openBareStorage(connectionString: string, document: Uint8Array): Promise<BareStorage> {
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('bare')
  const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient('bare')
  const table = TableClient.fromConnectionString(connectionString, 'Bare', { allowInsecureConnection: true })
  await Promise.all([container.createIfNotExists(), queue.createIfNotExists(), table.createTable()])
  const standing = { partitionKey: 'standing', rowKey: 'state' }
  await table.upsertEntity({ ...standing, ...row }, 'Replace')
  const bytes = Buffer.from(document)
  const standingBlob = container.getBlockBlobClient('standing')
  await standingBlob.uploadData(bytes)
  return {
    putBlob: (name) => container.getBlockBlobClient(name).upload(bytes, bytes.byteLength),
    getBlob: () => standingBlob.downloadToBuffer(),
    putMessage: () => queue.sendMessage(message, { messageTimeToLive: -1 }),
    receive: async (most) => {
      const options = { numberOfMessages: most, visibilityTimeout: leaseSeconds }
      return (await queue.receiveMessages(options)).receivedMessageItems
    },
    deleteMessage: ({ messageId, popReceipt }) => queue.deleteMessage(messageId, popReceipt),
    insertRow: (name) => table.createEntity({ partitionKey: name, rowKey: 'state', ...row }),
    upsertRow: (name) => table.upsertEntity({ partitionKey: name, rowKey: 'state', ...row }, 'Replace'),
    readRow: () => table.getEntity(standing.partitionKey, standing.rowKey),
    listRows: () =>
      table
        .listEntities({ queryOptions: { filter: "PartitionKey eq 'standing'" } })
        .byPage()
        .next(),
    transact: (name) =>
      table.submitTransaction([
        ['create', { partitionKey: name, rowKey: 'state', ...row }],
        ['create', { partitionKey: name, rowKey: 'audit:000001', ...auditRow }],
      ]),
  }
}
