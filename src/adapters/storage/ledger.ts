/** The ledger: an invoice's state row and its audit line change together, under the row's etag. */
import { odata, type TableClient } from '@azure/data-tables'
import { isAnswer } from '../../domain/errors.ts'
import { listOf } from '../../domain/outcome.ts'
import { mailKeyOf } from '../../domain/ids.ts'
import type { Change, Ledger } from '../../domain/ports/ledger.ts'
import type { Guard } from '../../resilience/guard.ts'
import { newSearchWords } from '../../domain/search-words.ts'
import { makeLedgerIndex } from './ledger-index.ts'
import { makeLedgerSearch } from './ledger-search.ts'
import {
  auditLineOf,
  auditRange,
  auditRow,
  entryOf,
  mailRowKey,
  mailRecordOf,
  mailRow,
  readVersion,
  stateKey,
  stateRow,
  versionText,
} from './ledger-rows.ts'
import { allRows, makeRows, type Row } from './rows.ts'

/** `mailbox` is the address that the mails' ids belong to. */
export function makeLedger(table: TableClient, guard: Guard, mailbox: string): Ledger {
  const rows = makeRows(table, guard)
  const findState = (invoiceId: string) => rows.find('find-invoice', invoiceId, stateKey(invoiceId))
  const findMail = (key: string) => {
    const { partitionKey, rowKey } = mailRowKey(key)
    return rows.find('find-mail', partitionKey, rowKey)
  }
  const index = makeLedgerIndex(rows, findState)
  const search = makeLedgerSearch(rows, findState)

  return {
    async find(invoiceId) {
      const row = await findState(invoiceId)
      return row === undefined ? undefined : entryOf(invoiceId, row)
    },

    async open(invoiceId, arrival, audit) {
      const entry = { invoiceId, arrival, status: { state: 'received' }, lock: undefined } as const
      try {
        const etag = await rows.transact('open-invoice', [
          ['create', stateRow(entry, audit.changeId, 1)],
          ['create', auditRow(invoiceId, 1, audit)],
        ])
        return { ...entry, version: versionText({ sequence: 1, etag }) }
      } catch (error) {
        if (!isAnswer(error, 'conflict')) throw error
        const row = await findState(invoiceId)
        if (row === undefined) throw error
        return entryOf(invoiceId, row)
      }
    },

    async change(entry, change) {
      const { invoiceId, arrival } = entry
      const { status, lock, audit } = change
      const before = readVersion(entry)
      const sequence = before.sequence + 1
      const decisions = change.decisions ?? entry.decisions
      const changed = { invoiceId, arrival, status, ...(decisions === undefined ? {} : { decisions }), lock }
      const list = listOf(status)
      if (list !== undefined && list !== listOf(entry.status)) await index.note(list, invoiceId, sequence)
      await search.note(newSearchWords(entry.status, status), invoiceId, sequence)
      try {
        const etag = await rows.transact('change-invoice', [
          ['update', stateRow(changed, audit.changeId, sequence), 'Replace', { etag: before.etag }],
          ['create', auditRow(invoiceId, sequence, audit)],
        ])
        return { ...changed, version: versionText({ sequence, etag }) }
      } catch (error) {
        if (!isAnswer(error, 'conflict')) throw error
        const row = await findState(invoiceId)
        if (row === undefined || !isOurs(row, sequence, change)) throw error
        return entryOf(invoiceId, row)
      }
    },

    async audit(invoiceId) {
      const { from, to } = auditRange
      const filter = odata`PartitionKey eq ${invoiceId} and RowKey ge ${from} and RowKey lt ${to}`
      return (await allRows(rows, 'list-audit', filter)).map(auditLineOf)
    },

    list: index.list,
    marks: index.marks,
    search: search.search,

    async findMail(mailId) {
      const row = await findMail(mailKeyOf(mailbox, mailId))
      return row === undefined ? undefined : mailRecordOf(row)
    },

    async recordMail(record) {
      const key = mailKeyOf(mailbox, record.mailId)
      if ((await rows.insert('record-mail', mailRow(key, record))) === 'inserted') return
      const row = await findMail(key)
      if (row === undefined || mailRecordOf(row).outcome !== 'in-junk') return
      await rows.replace('replace-mail', mailRow(key, record), row.etag)
    },
  }
}

/**
 * The conflict was with this very change, its reply lost: the row stands one change on, by this change's id, with our lock.
 * Where somebody has gone on from there already, the row is theirs and the conflict stands.
 */
function isOurs(row: Row, sequence: number, { lock, audit }: Change): boolean {
  return row.sequence === sequence && row.changeId === audit.changeId && row.lockedBy === lock?.by
}
