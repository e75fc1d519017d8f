/** The record of the last digest: one row of the table Bookmarks, changed under its etag. */
import type { TableClient, TableEntity } from '@azure/data-tables'
import type { DigestRecord } from '../../domain/digest.ts'
import type { Sending } from '../../domain/entry.ts'
import type { Digests } from '../../domain/ports/digests.ts'
import type { Guard } from '../../resilience/guard.ts'
import { readText, textProperties } from './row-text.ts'
import { makeRows, type Row } from './rows.ts'

const key = { partitionKey: 'digest', rowKey: 'last' } as const

export function makeDigests(table: TableClient, guard: Guard): Digests {
  const rows = makeRows(table, guard)
  return {
    async last() {
      const row = await rows.find('find-digest', key.partitionKey, key.rowKey)
      return row === undefined ? undefined : recordOf(row)
    },
    async save(record) {
      const row = rowOf(record)
      const etag = record.version
      const version = await rows.transact('save-digest', [
        etag === undefined ? ['create', row] : ['update', row, 'Replace', { etag }],
      ])
      return { ...record, version }
    },
  }
}

function rowOf({ day, end, sending, told, telling, changedAt }: DigestRecord): TableEntity {
  return {
    ...key,
    day,
    ...(end === undefined ? {} : { end }),
    ...(sending === undefined ? {} : { sending: JSON.stringify(sending) }),
    ...textProperties('told', told.join(' ')),
    ...textProperties('telling', telling.join(' ')),
    changedAt: changedAt.toISOString(),
  }
}

function recordOf(row: Row): DigestRecord {
  const { day, end, sending, changedAt, etag } = row
  return {
    day: String(day),
    ...(typeof end === 'string' ? { end: end as DigestRecord['end'] } : {}),
    ...(typeof sending === 'string' ? { sending: sendingOf(sending) } : {}),
    told: idsIn(readText(row, 'told')),
    telling: idsIn(readText(row, 'telling')),
    changedAt: new Date(String(changedAt)),
    version: etag,
  }
}

const idsIn = (text: string): string[] => text.split(' ').filter((id) => id !== '')

function sendingOf(json: string): Sending {
  const { draftId, sendingSince, seenUnsentAt } = JSON.parse(json) as {
    draftId?: string
    sendingSince?: string
    seenUnsentAt?: string
  }
  return {
    ...(draftId === undefined ? {} : { draftId }),
    ...(sendingSince === undefined ? {} : { sendingSince: new Date(sendingSince) }),
    ...(seenUnsentAt === undefined ? {} : { seenUnsentAt: new Date(seenUnsentAt) }),
  }
}
