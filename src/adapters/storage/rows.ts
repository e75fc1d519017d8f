/** The rows of one table: each operation is one request through the guard. */
import type { TableClient, TableEntity, TransactionAction } from '@azure/data-tables'
import { isAnswer } from '../../domain/errors.ts'
import type { Guard } from '../../resilience/guard.ts'

export type Row = Readonly<Record<string, unknown>> & { readonly etag: string }

export interface Page {
  readonly rows: readonly Row[]
  readonly next: string | undefined
}

export interface PageWish<A = never> {
  readonly from?: string | undefined
  /** At most 1,000, which is where nothing is said. */
  readonly most?: number
  /** Only these properties of each row. */
  readonly select?: string[]
  /** Answers where the table is away. */
  readonly away?: (() => A) | undefined
}

export interface Rows {
  find(operation: string, partitionKey: string, rowKey: string): Promise<Row | undefined>
  insert(operation: string, row: TableEntity): Promise<'inserted' | 'already-there'>
  /** Writes the whole row, whatever stands there. */
  put(operation: string, row: TableEntity): Promise<void>
  /** With an etag only the row as it was read. RemoteAnswer 'conflict' where it has changed since. */
  remove(
    operation: string,
    key: { partitionKey: string; rowKey: string },
    etag?: string,
  ): Promise<'removed' | 'not-there'>
  /** All or nothing in one partition; gives the etag of the first row. RemoteAnswer 'conflict' by etag or existing row. */
  transact(operation: string, actions: TransactionAction[]): Promise<string>
  /** Writes the whole row over the one that was read. RemoteAnswer 'conflict' where it has changed since. */
  replace(operation: string, row: TableEntity, etag: string): Promise<void>
  /** Rows in order of their keys. */
  page<A = never>(operation: string, filter: string, how: PageWish<A>): Promise<Page | A>
}

/** Every try may be made twice: what a first one left behind is told by existence or etag. */
const idempotent = true

export function makeRows(table: TableClient, guard: Pick<Guard, 'call'>): Rows {
  return {
    async find(operation, partitionKey, rowKey) {
      try {
        return await guard.call(
          operation,
          (abortSignal) => table.getEntity<Row>(partitionKey, rowKey, { abortSignal }),
          { idempotent },
        )
      } catch (error) {
        if (isAnswer(error, 'not-found') && error.code !== 'TableNotFound') return undefined
        throw error
      }
    },
    async insert(operation, row) {
      try {
        await guard.call(operation, (abortSignal) => table.createEntity(row, { abortSignal }), { idempotent })
        return 'inserted'
      } catch (error) {
        if (isAnswer(error, 'conflict') && error.code === 'EntityAlreadyExists') return 'already-there'
        throw error
      }
    },
    async put(operation, row) {
      await guard.call(operation, (abortSignal) => table.upsertEntity(row, 'Replace', { abortSignal }), {
        idempotent,
      })
    },
    async remove(operation, { partitionKey, rowKey }, etag = '*') {
      try {
        await guard.call(
          operation,
          (abortSignal) => table.deleteEntity(partitionKey, rowKey, { etag, abortSignal }),
          { idempotent },
        )
        return 'removed'
      } catch (error) {
        if (isAnswer(error, 'not-found') && error.code !== 'TableNotFound') return 'not-there'
        throw error
      }
    },
    async replace(operation, row, etag) {
      await guard.call(
        operation,
        (abortSignal) => table.updateEntity(row, 'Replace', { etag, abortSignal }),
        { idempotent },
      )
    },
    async transact(operation, actions) {
      const reply = await guard.call(
        operation,
        (abortSignal) => table.submitTransaction(actions, { abortSignal }),
        { idempotent },
      )
      const etag = reply.subResponses[0]?.etag
      if (etag === undefined) throw new TypeError('the table gave no etag for a written row')
      return etag
    },
    page: <A>(operation: string, filter: string, { from, most, select, away }: PageWish<A>) =>
      guard.call<Page | A>(
        operation,
        async (abortSignal) => {
          const pages = table
            .listEntities<Row>({ queryOptions: { filter, ...(select && { select }) }, abortSignal })
            .byPage({
              ...(from === undefined ? {} : { continuationToken: from }),
              ...(most === undefined ? {} : { maxPageSize: most }),
            })
          for await (const page of pages) return { rows: page, next: page.continuationToken }
          return { rows: [], next: undefined }
        },
        { idempotent, ...(away === undefined ? {} : { fallback: away }) },
      ),
  }
}

/** All pages, one request each. */
export async function allRows(
  rows: Rows,
  operation: string,
  filter: string,
  most?: number,
): Promise<readonly Row[]> {
  const found: Row[] = []
  let from: string | undefined
  do {
    const page = await rows.page(operation, filter, { from, ...(most === undefined ? {} : { most }) })
    found.push(...page.rows)
    from = page.next
  } while (from !== undefined)
  return found
}

/** The first rows that there are: the service may answer with nothing but where to go on. */
export async function firstRows(rows: Rows, operation: string, filter: string, most: number): Promise<Page> {
  let page = await rows.page(operation, filter, { most })
  while (page.rows.length === 0 && page.next !== undefined)
    page = await rows.page(operation, filter, { most, from: page.next })
  return page
}
