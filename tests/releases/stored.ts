/** What a release left in storage: rows, documents and the messages of a queue, as data that a later release is given. */
import { TableClient } from '@azure/data-tables'
import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import { z } from 'zod'
import { documentContainer, tableNames } from '../../src/adapters/storage/names.ts'
import { queueNames, type QueueName } from '../../src/domain/messages.ts'

const rowSchema = z.looseObject({ partitionKey: z.string(), rowKey: z.string() })
export const storedSchema = z.object({
  queue: z.enum(queueNames as [QueueName, ...QueueName[]]),
  /** Of the invoice that was under way; null where the message is about none. */
  invoiceNumber: z.string().nullable(),
  /** Of the mail that it came with. */
  mailId: z.string().nullable(),
  /** As they lie in the queue, decoded. */
  messages: z.array(z.string()),
  /** By table. The board is left out: it tells of processes that are gone. */
  rows: z.record(z.string(), z.array(rowSchema)),
  blobs: z.array(z.object({ name: z.string(), contentType: z.string().optional(), base64: z.string() })),
})
export const releaseSchema = z.object({ version: z.string(), stored: z.array(storedSchema) })
export type Stored = z.infer<typeof storedSchema>
export type Release = z.infer<typeof releaseSchema>

const kept = tableNames.filter((name) => name !== 'Breakers')

const tableOf = (connectionString: string, name: string): TableClient =>
  TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true })
const containerOf = (connectionString: string) =>
  BlobServiceClient.fromConnectionString(connectionString).getContainerClient(documentContainer)
const queueOf = (connectionString: string, queue: QueueName) =>
  QueueServiceClient.fromConnectionString(connectionString).getQueueClient(queue)

export async function takeStored(
  connectionString: string,
  about: Pick<Stored, 'queue' | 'invoiceNumber' | 'mailId'>,
): Promise<Stored> {
  const { peekedMessageItems } = await queueOf(connectionString, about.queue).peekMessages()
  const rows: Stored['rows'] = {}
  for (const name of kept) rows[name] = await rowsOf(tableOf(connectionString, name))
  const blobs: Stored['blobs'] = []
  const container = containerOf(connectionString)
  for await (const { name, properties } of container.listBlobsFlat()) {
    const bytes = await container.getBlobClient(name).downloadToBuffer()
    blobs.push({ name, contentType: properties.contentType, base64: bytes.toString('base64') })
  }
  const messages = peekedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString())
  return { ...about, messages, rows, blobs }
}

async function rowsOf(table: TableClient): Promise<Stored['rows'][string]> {
  const rows: Stored['rows'][string] = []
  for await (const { etag: _etag, timestamp: _timestamp, ...row } of table.listEntities())
    rows.push(rowSchema.parse(row))
  return rows
}

/** The messages last: whoever takes one finds all that it speaks of. */
export async function putStored(connectionString: string, stored: Stored): Promise<void> {
  for (const [name, rows] of Object.entries(stored.rows))
    for (const row of rows) await tableOf(connectionString, name).upsertEntity(row, 'Replace')
  const container = containerOf(connectionString)
  for (const { name, contentType, base64 } of stored.blobs) {
    const bytes = Buffer.from(base64, 'base64')
    const headers = contentType === undefined ? {} : { blobHTTPHeaders: { blobContentType: contentType } }
    await container.getBlockBlobClient(name).upload(bytes, bytes.byteLength, headers)
  }
  for (const message of stored.messages)
    await queueOf(connectionString, stored.queue).sendMessage(Buffer.from(message).toString('base64'), {
      messageTimeToLive: -1,
    })
}
