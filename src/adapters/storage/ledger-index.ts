/**
 * Lists of invoices. Each outcome that a person acts on has a partition of small rows that are written before the change they tell of, and held against it
 * when read. A day needs none: an invoice's id begins with the time of its mail, so that a day is a range of partitions.
 */
import { odata } from '@azure/data-tables'
import { after, days } from '../../domain/clock.ts'
import { isListed, type ListedOutcome, listOf } from '../../domain/outcome.ts'
import { isAnswer } from '../../domain/errors.ts'
import { firstInvoiceIdOf } from '../../domain/ids.ts'
import type { EntryPage, Ledger } from '../../domain/ports/ledger.ts'
import { entryOf, markColumns, markOf, stateRange } from './ledger-rows.ts'
import { firstRows, type Row, type Rows } from './rows.ts'

export interface LedgerIndex {
  /** `sequence` is the number that the change will have. */
  note(index: ListedOutcome, invoiceId: string, sequence: number): Promise<void>
  readonly list: Ledger['list']
  readonly marks: Ledger['marks']
}

const partitionOf = (index: ListedOutcome): string => `index:${index}`
const mostAtOnce = 100
/** Rows that the service gives in one answer; it may answer in pieces, of which so many are asked for. */
const mostMarks = 1_000
const piecesAsked = 4

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

  const ofDay = (day: Date, from = firstInvoiceIdOf(day)): string => {
    const to = firstInvoiceIdOf(after(day, days(1)))
    const states = odata`RowKey ge ${stateRange.from} and RowKey lt ${stateRange.to}`
    return `${odata`PartitionKey gt ${from} and PartitionKey lt ${to}`} and ${states}`
  }

  async function listDay(day: Date, page: Parameters<Ledger['list']>[1]): Promise<EntryPage> {
    const most = Math.min(page.limit, mostAtOnce)
    const { rows: found, next } = await firstRows(rows, 'list-index', ofDay(day, page.after), most)
    const entries = found.map((row) => entryOf(String(row.partitionKey), row))
    return { entries, next: next === undefined ? undefined : entries.at(-1)?.invoiceId }
  }

  const marks: Ledger['marks'] = async (day, limit) => {
    const most = Math.min(limit, mostMarks)
    const found: Row[] = []
    let from: string | undefined
    for (let piece = 1; piece <= piecesAsked; piece++) {
      const wish = { from, most: most - found.length, select: markColumns }
      const page = await rows.page('list-marks', ofDay(day), wish)
      found.push(...page.rows)
      from = page.next
      if (from === undefined || found.length >= most) break
    }
    return { marks: found.map(markOf), isAll: from === undefined }
  }

  async function listOutcome(index: ListedOutcome, page: Parameters<Ledger['list']>[1]): Promise<EntryPage> {
    const filter = odata`PartitionKey eq ${partitionOf(index)} and RowKey gt ${page.after ?? ''}`
    const { rows: notes, next } = await firstRows(
      rows,
      'list-index',
      filter,
      Math.min(page.limit, mostAtOnce),
    )
    const found = await Promise.all(
      notes.map(async (note) => {
        const row = await findState(String(note.rowKey))
        const entry = row && entryOf(String(note.rowKey), row)
        return { note, row, entry: entry && listOf(entry.status) === index ? entry : undefined }
      }),
    )
    const stale = found.filter(
      ({ note, row, entry }) =>
        row !== undefined && entry === undefined && Number(row.sequence) >= Number(note.sequence),
    )
    await Promise.all(stale.map(({ note }) => forget(note)))
    const last = notes.at(-1)
    return {
      entries: found.flatMap(({ entry }) => entry ?? []),
      next: next === undefined || last === undefined ? undefined : String(last.rowKey),
    }
  }

  return {
    marks,

    note: (index, invoiceId, sequence) =>
      rows.put('note-index', { partitionKey: partitionOf(index), rowKey: invoiceId, sequence }),

    list: (index, page) =>
      isListed(index) ? listOutcome(index, page) : listDay(new Date(index.slice('day:'.length)), page),
  }
}
