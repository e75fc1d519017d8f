/** The index by which invoices are found: a row a word, in order of the words, so that what begins alike lies together. */
import { odata, type TransactionAction } from '@azure/data-tables'
import { findingsIn } from '../../domain/entry.ts'
import type { Ledger } from '../../domain/ports/ledger.ts'
import { type SearchWord, searchWordsOf } from '../../domain/search-words.ts'
import { entryOf } from './ledger-rows.ts'
import { firstRows, type Row, type Rows } from './rows.ts'

export interface LedgerSearch {
  /** Written before the change that makes them true; `sequence` is the number it will have. One request. */
  note(words: readonly SearchWord[], invoiceId: string, sequence: number): Promise<void>
  readonly search: Ledger['search']
}

const partitionKey = 'index:search'
const mostAtOnce = 25

export function makeLedgerSearch(
  rows: Rows,
  findState: (invoiceId: string) => Promise<Row | undefined>,
): LedgerSearch {
  return {
    async note(words, invoiceId, sequence) {
      const notes = words.map(({ by, word }): TransactionAction => {
        const rowKey = `${by}:${word}|${newestFirst(invoiceId)}`
        return ['upsert', { partitionKey, rowKey, invoiceId, by, word, sequence }, 'Replace']
      })
      if (notes.length > 0) await rows.transact('note-search', notes)
    },

    async search({ by, word }, limit) {
      const begin = `${by}:${word}`
      const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${begin} and RowKey lt ${after(begin)}`
      const { rows: notes, next } = await firstRows(rows, 'search', filter, Math.min(limit, mostAtOnce))
      const found = await Promise.all(
        notes.map(async (note) => ({ note, row: await findState(String(note.invoiceId)) })),
      )
      return { entries: found.flatMap(foundEntry), isAll: next === undefined }
    },
  }
}

/** Nothing where the change was never made, or another took the word away: a correction leaves the old note behind. */
function foundEntry({ note, row }: { note: Row; row: Row | undefined }) {
  if (row === undefined) return []
  const entry = entryOf(String(note.invoiceId), row)
  const words = searchWordsOf(findingsIn(entry.status))
  return words.some(({ by, word }) => by === note.by && word === note.word) ? [entry] : []
}

/** The first text behind all that begin so. */
const after = (begin: string): string =>
  begin.slice(0, -1) + String.fromCharCode(begin.charCodeAt(begin.length - 1) + 1)

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ids sort by time; turned over, the newest comes first. */
const newestFirst = (invoiceId: string): string =>
  invoiceId.replace(/./g, (digit) => digits[digits.length - 1 - digits.indexOf(digit)] ?? digit)
