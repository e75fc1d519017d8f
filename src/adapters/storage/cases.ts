/** Cases as rows of the table Cases: one partition for the open ones, one for what is done, one for the last errors. */
import { odata, type TableClient } from '@azure/data-tables'
import type { Case } from '../../domain/case.ts'
import type { Cases } from '../../domain/ports/cases.ts'
import type { Guard } from '../../resilience/guard.ts'
import { caseOf, caseRow, failureOf, failureRow, partitions, readVersion, versionText } from './case-rows.ts'
import { makeRows } from './rows.ts'

const { open, done, failures } = partitions

export function makeCases(table: TableClient, guard: Guard): Cases {
  const rows = makeRows(table, guard)

  async function saveOpen(changed: Case): Promise<Case> {
    const { partition, etag } = readVersion(changed.version)
    const row = caseRow(open, changed)
    const written = await rows.transact('save-case', [
      partition === open ? ['update', row, 'Replace', { etag }] : ['create', row],
    ])
    return { ...changed, version: versionText(open, written) }
  }

  /** Among the done ones first, then out of the open ones: after a crash between the case is open, and is done again. */
  async function saveDone(changed: Case): Promise<Case> {
    const { partition, etag } = readVersion(changed.version)
    const row = caseRow(done, changed)
    const written = await rows.transact('save-case', [
      partition === done ? ['update', row, 'Replace', { etag }] : ['upsert', row, 'Replace'],
    ])
    if (partition === open)
      await rows.remove('close-case', { partitionKey: open, rowKey: changed.caseId }, etag)
    return { ...changed, version: versionText(done, written) }
  }

  return {
    async find(caseId) {
      for (const partition of [open, done]) {
        const row = await rows.find('find-case', partition, caseId)
        if (row !== undefined) return caseOf(partition, row)
      }
      return undefined
    },
    async open(after = '') {
      const filter = odata`PartitionKey eq ${open} and RowKey gt ${after}`
      let page = await rows.page('list-cases', filter, {})
      // The service may answer with nothing but where to go on.
      while (page.rows.length === 0 && page.next !== undefined)
        page = await rows.page('list-cases', filter, { from: page.next })
      const cases = page.rows.map((row) => caseOf(open, row))
      return { cases, next: page.next === undefined ? undefined : cases.at(-1)?.caseId }
    },
    save: (changed) => (changed.state === 'open' ? saveOpen(changed) : saveDone(changed)),
    noteFailure: (caseId, failure) => rows.put('note-failure', failureRow(caseId, failure)),
    async lastFailure(caseId) {
      const row = await rows.find('find-failure', failures, caseId)
      return row === undefined ? undefined : failureOf(row)
    },
  }
}
