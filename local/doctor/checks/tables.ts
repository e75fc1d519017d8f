/** Whether the tables are there and can be read, and whether a row can be written and removed. */
import { tableNames, type TableName } from '../../../src/adapters/storage/names.ts'
import { isAnswer } from '../../../src/domain/errors.ts'
import { failed, ok, type Check } from '../check.ts'
import type { Installation } from '../installation.ts'
import { leaveNothing } from '../leave-nothing.ts'
import { storageAdvice } from './storage-advice.ts'

const advice = storageAdvice('Table')

export const tables: Check = {
  name: 'tables',
  async run(installation) {
    const there = await Promise.all(tableNames.map((name) => isThere(installation, name)))
    const missing = tableNames.filter((_, at) => there[at] === false)
    return missing.length === 0
      ? ok(`all ${tableNames.length} can be read`)
      : failed(`not there: ${missing.join(', ')}`, advice['not-found'] ?? '')
  },
  advice,
}

/** Reads a partition that has no rows: nothing is scanned. */
async function isThere({ storage, guards }: Installation, name: TableName): Promise<boolean> {
  const filter = "PartitionKey eq 'doctor'"
  try {
    await guards['storage-table'].call(
      'list-rows',
      (abortSignal) =>
        storage.table(name).listEntities({ queryOptions: { filter }, abortSignal }).byPage().next(),
      { idempotent: true },
    )
    return true
  } catch (error) {
    if (isAnswer(error, 'not-found')) return false
    throw error
  }
}

export const tableRow: Check = {
  name: 'table row',
  needs: 'tables',
  async run({ storage, guards, mark }) {
    const guard = guards['storage-table']
    const table = storage.table('Bookmarks')
    const [partitionKey, rowKey] = ['doctor', mark]
    await leaveNothing(
      async () => {
        await guard.call('insert-row', (abortSignal) =>
          table.createEntity({ partitionKey, rowKey }, { abortSignal }),
        )
        await guard.call('find-row', (abortSignal) => table.getEntity(partitionKey, rowKey, { abortSignal }))
      },
      () =>
        guard.call('delete-row', (abortSignal) => table.deleteEntity(partitionKey, rowKey, { abortSignal })),
      {
        what: 'a row was written, but not removed again',
        advice: `Remove the row ${partitionKey}/${rowKey} of the table Bookmarks by hand.`,
      },
    )
    return ok('one written, read and removed, in a partition of its own')
  },
  advice,
}
