/** Lists of invoices: partitions of small rows that are written before the change they tell of, and held against it when read. */
import { odata } from '@azure/data-tables'
import type { IndexName } from '../../domain/entry.ts'
import { isAnswer } from '../../domain/errors.ts'
import type { Ledger } from '../../domain/ports.ts'
import { entryOf } from './ledger-rows.ts'
import type { Row, Rows } from './rows.ts'

export interface LedgerIndex {
  /** `sequence` is the number that the change will have. */
  note(index: IndexName, invoiceId: string, sequence: number): Promise<void>
  readonly list: Ledger['list']
}

const partitionOf = (index: IndexName): string => `index:${index}`
const mostAtOnce = 100

export function makeLedgerIndex(
  rows: Rows,
  findState: (invoiceId: string) => Promise<Row | undefined>,
): LedgerIndex {
  /** The change that a note was written for was never made, or the invoice has gone on since: nobody needs the note. */
  async function forget(note: Row): Promise<void> {
    const key = { partitionKey: String(note.partitionKey), rowKey: String(note.rowKey) }
    try {
      await rows.remove('forget-index', key, note.etag)
    } catch (error) {
      // Written anew meanwhile.
      if (!isAnswer(error, 'conflict')) throw error
    }
  }

  return {
    note: (index, invoiceId, sequence) =>
      rows.put('note-index', { partitionKey: partitionOf(index), rowKey: invoiceId, sequence }),

    async list(index, { after = '', limit }) {
      const filter = odata`PartitionKey eq ${partitionOf(index)} and RowKey gt ${after}`
      const most = Math.min(limit, mostAtOnce)
      let page = await rows.page('list-index', filter, { most })
      // The service may answer with nothing but where to go on.
      while (page.rows.length === 0 && page.next !== undefined)
        page = await rows.page('list-index', filter, { most, from: page.next })
      const last = page.rows.at(-1)
      const found = await Promise.all(
        page.rows.map(async (note) => ({ note, row: await findState(String(note.rowKey)) })),
      )
      const isListed = (row: Row) => index.startsWith('day:') || row.state === index
      const stale = found.filter(
        ({ note, row }) =>
          row !== undefined && !isListed(row) && Number(row.sequence) >= Number(note.sequence),
      )
      await Promise.all(stale.map(({ note }) => forget(note)))
      return {
        entries: found.flatMap(({ note, row }) =>
          row === undefined || !isListed(row) ? [] : [entryOf(String(note.rowKey), row)],
        ),
        next: page.next === undefined || last === undefined ? undefined : String(last.rowKey),
      }
    },
  }
}
