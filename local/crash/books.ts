/** What the agent's own tables and queues hold in a crash run; its mails are counted elsewhere. */
import { odata, TableClient } from '@azure/data-tables'
import { QueueServiceClient } from '@azure/storage-queue'
import { auditRange } from '../../src/adapters/storage/ledger-rows.ts'
import { allQueues, poisonName, type TableName } from '../../src/adapters/storage/names.ts'
import { mayHaveLeft } from '../../src/domain/binding.ts'
import { outcomeOf } from '../../src/domain/outcome.ts'
import { openBooks } from '../demo/books.ts'
import { mailbox } from './stage.ts'

export interface Books {
  /** Messages in all queues, hidden ones and poison counted. */
  queued(): Promise<number>
  poisoned(): Promise<number>
  cases(): Promise<{ readonly open: number; readonly redrives: number }>
  /** Mails that came to no end, and how the invoices of the others ended. */
  ends(mailIds: readonly string[]): Promise<Ends>
  trail(): Promise<Trail>
  /** A message of the mail, as the host puts one that it gave up on; the mail's work is done. */
  giveUp(mailId: string): Promise<void>
}

export interface Trail {
  /** Rows that say that an invoice was mailed. */
  readonly posted: number
  /** Doubts that ended with the sent mail found. */
  readonly found: number
  /** Doubts that ended with a draft that never left. */
  readonly unsent: number
}

export interface Ends {
  readonly missing: readonly string[]
  readonly outcomes: ReadonlyMap<string, number>
  /** Files of invoices that wait for a person, since their mail may have left. */
  readonly inDoubt: ReadonlySet<string>
}

export function openCrashBooks(connectionString: string): Books {
  const queues = QueueServiceClient.fromConnectionString(connectionString)
  const books = openBooks(connectionString, mailbox)
  const count = async (names: readonly string[]): Promise<number> => {
    const all = await Promise.all(names.map((name) => queues.getQueueClient(name).getProperties()))
    return all.reduce((sum, { approximateMessagesCount = 0 }) => sum + approximateMessagesCount, 0)
  }
  const rows = (table: TableName) =>
    TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true })

  const audit = () =>
    rows('Ledger').listEntities({
      queryOptions: { filter: odata`RowKey ge ${auditRange.from} and RowKey lt ${auditRange.to}` },
    })

  return {
    queued: () => count(allQueues),
    poisoned: () => books.poisoned(),
    async cases() {
      let open = 0
      let redrives = 0
      for await (const row of rows('Cases').listEntities()) {
        if (row.state === 'open') open++
        redrives += Number(row.redrives ?? 0)
      }
      return { open, redrives }
    },
    async ends(mailIds) {
      const missing: string[] = []
      const outcomes = new Map<string, number>()
      const inDoubt = new Set<string>()
      for (const mailId of mailIds) {
        const found = await books.find(mailId)
        if (found === undefined || found.entries.length < found.record.invoiceIds.length) missing.push(mailId)
        for (const { status, arrival } of found?.entries ?? []) {
          const outcome = status.state === 'posted' ? undefined : outcomeOf(status)
          if (outcome === undefined) missing.push(mailId)
          const name =
            status.state === 'held' && mayHaveLeft(status) ? 'held in doubt' : (outcome ?? 'moving')
          outcomes.set(name, (outcomes.get(name) ?? 0) + 1)
          if (name === 'held in doubt') for (const { sha256 } of arrival.documents) inDoubt.add(sha256)
        }
      }
      return { missing, outcomes, inDoubt }
    },
    async trail() {
      const trail = { posted: 0, found: 0, unsent: 0 }
      for await (const { changeId, what } of audit()) {
        if (changeId === 'posted') trail.posted++
        if (what === 'found among the sent mail') trail.found++
        if (typeof changeId === 'string' && changeId.startsWith('resend:')) trail.unsent++
      }
      return trail
    },
    async giveUp(mailId) {
      const message = { v: 1, since: new Date().toISOString(), deferrals: 0, mailId, source: 'poll' }
      await queues
        .getQueueClient(poisonName('mail-received'))
        .sendMessage(Buffer.from(JSON.stringify(message)).toString('base64'), { messageTimeToLive: -1 })
    },
  }
}
