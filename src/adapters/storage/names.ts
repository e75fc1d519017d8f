/** What our things in the storage account are called. */
import { queueNames, type QueueName } from '../../domain/messages.ts'

export const documentContainer = 'invoices'

export const tableNames = ['Ledger', 'Claims', 'Vendors', 'Bookmarks', 'Cases', 'Breakers'] as const
export type TableName = (typeof tableNames)[number]

/** Where the host puts what it gave up on. */
export const poisonName = (queue: QueueName): string => `${queue}-poison`

/** The queues of the flow and, beside each, where the host puts what it gave up on: it makes that one too late to watch. */
export const allQueues: readonly string[] = queueNames.flatMap((name) => [name, poisonName(name)])
