/** Looks into the agent's own books: what became of each mail, and what lies in the poison queues. */
import { storageClients } from '../../src/adapters/storage/clients.ts'
import { translateStorage } from '../../src/adapters/storage/failures.ts'
import { makeLedger } from '../../src/adapters/storage/ledger.ts'
import type { Entry } from '../../src/domain/entry.ts'
import { queueNames } from '../../src/domain/messages.ts'
import type { MailRecord } from '../../src/domain/ports/ledger.ts'
import { createGuard } from '../../src/resilience/create-guard.ts'
import { defaultBreakers } from '../../src/resilience/settings.ts'

export interface MailInBooks {
  readonly record: MailRecord
  readonly entries: readonly Entry[]
}

export interface Books {
  /** undefined while the mail is still being taken in. */
  find(mailId: string): Promise<MailInBooks | undefined>
  /** Messages in all poison queues together. */
  poisoned(): Promise<number>
}

export function openBooks(connectionString: string, mailbox: string): Books {
  const clients = storageClients({ kind: 'connection-string', connectionString })
  const guard = createGuard({
    dependency: 'storage-table',
    settings: defaultBreakers['storage-table'],
    translate: translateStorage('storage-table'),
  })
  const ledger = makeLedger(clients.table('Ledger'), guard, mailbox)
  return {
    async find(mailId) {
      const record = await ledger.findMail(mailId)
      if (record === undefined) return undefined
      const entries = await Promise.all(record.invoiceIds.map((invoiceId) => ledger.find(invoiceId)))
      return { record, entries: entries.filter((entry) => entry !== undefined) }
    },
    async poisoned() {
      const counts = await Promise.all(
        queueNames.map(async (name) => {
          const queue = clients.queues.getQueueClient(`${name}-poison`)
          const { approximateMessagesCount = 0 } = await queue.getProperties()
          return approximateMessagesCount
        }),
      )
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }
}
