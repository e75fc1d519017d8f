/**
 * Writes a history into the tables with the adapters' own rows; an invoice's go in one transaction instead of six. Blobs are
 * left out: each is asked for by its name alone, and no other has to do with it.
 */
import type { TransactionAction } from '@azure/data-tables'
import { makeClaims } from '../src/adapters/storage/claims.ts'
import { storageClients } from '../src/adapters/storage/clients.ts'
import { makeLedger } from '../src/adapters/storage/ledger.ts'
import { auditRow, stateRow } from '../src/adapters/storage/ledger-rows.ts'
import { makeRows } from '../src/adapters/storage/rows.ts'
import { translate } from '../src/outside.ts'
import { createGuards } from '../src/resilience/create-guards.ts'
import { defaultBreakers } from '../src/resilience/settings.ts'
import { type Past, type PastInvoice, pastInvoice } from './past-invoices.ts'

const atOnce = 16

/** `tell` hears how many there are, a thousand at a time. */
export async function storePast(
  connectionString: string,
  past: Past,
  count: number,
  tell: (done: number) => void,
): Promise<void> {
  const store = makeStore(connectionString, past.mailbox)
  let next = 0
  let done = 0
  const worker = async (): Promise<void> => {
    for (let place = next++; place < count; place = next++) {
      await store(pastInvoice(past, place))
      if (++done % 1_000 === 0) tell(done)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

function makeStore(connectionString: string, mailbox: string): (past: PastInvoice) => Promise<void> {
  const clients = storageClients({ kind: 'connection-string', connectionString })
  const guards = createGuards({ settings: defaultBreakers, translate })
  const tables = guards['storage-table']
  const rows = makeRows(clients.table('Ledger'), tables)
  const ledger = makeLedger(clients.table('Ledger'), tables, mailbox)
  const claims = makeClaims(clients.table('Claims'), tables)
  return async ({ entry, audit, record, claims: made }) => {
    const { invoiceId } = entry
    const last = audit.at(-1)?.changeId ?? ''
    await rows.transact('past', [
      ['create', stateRow(entry, last, audit.length)],
      ...audit.map((line, place): TransactionAction => ['create', auditRow(invoiceId, place + 1, line)]),
    ])
    await ledger.recordMail(record)
    for (const { key, mine } of made) await claims.claim(key, mine)
  }
}
