/** A case's row in the table Cases, and that of the last error of a message. */
import type { TableEntity } from '@azure/data-tables'
import type { Case, CaseState, Failure } from '../../domain/case.ts'
import type { Dependency } from '../../domain/dependency.ts'
import type { AuditLine } from '../../domain/entry.ts'
import type { QueueName } from '../../domain/messages.ts'
import { cut, readText, textProperties } from './row-text.ts'
import type { Row } from './rows.ts'

export const partitions = { open: 'open', done: 'done', failures: 'failure' } as const
export type CasePartition = typeof partitions.open | typeof partitions.done

/** Characters; a queue message has fewer. */
const longestMessage = 100_000

export const versionText = (partition: CasePartition, etag: string): string => `${partition} ${etag}`

/** Where the case stood when it was read; nowhere for a new one. */
export function readVersion(version: string | undefined): {
  partition: CasePartition | undefined
  etag: string
} {
  const [partition, etag = ''] = version?.split(/ (.*)/s) ?? []
  if (partition === partitions.open || partition === partitions.done) return { partition, etag }
  return { partition: undefined, etag }
}

export function caseRow(partitionKey: CasePartition, one: Case): TableEntity {
  return {
    partitionKey,
    rowKey: one.caseId,
    step: one.step,
    kind: one.kind,
    why: cut(one.why),
    ...(one.dependency === undefined ? {} : { dependency: one.dependency }),
    state: one.state,
    firstSeen: one.firstSeen.toISOString(),
    lastSeen: one.lastSeen.toISOString(),
    redrives: one.redrives,
    isTold: one.isTold,
    ...textProperties('message', cut(one.message, longestMessage)),
    ...textProperties('history', JSON.stringify(one.history)),
  }
}

export function caseOf(partition: CasePartition, row: Row): Case {
  const lines = JSON.parse(readText(row, 'history')) as (Omit<AuditLine, 'at'> & { at: string })[]
  return {
    caseId: String(row.rowKey),
    step: String(row.step) as QueueName,
    kind: String(row.kind),
    why: String(row.why),
    dependency: dependencyOf(row),
    state: String(row.state) as CaseState,
    firstSeen: new Date(String(row.firstSeen)),
    lastSeen: new Date(String(row.lastSeen)),
    redrives: Number(row.redrives),
    isTold: row.isTold === true,
    message: readText(row, 'message'),
    history: lines.map((line) => ({ ...line, at: new Date(line.at) })),
    version: versionText(partition, row.etag),
  }
}

export function failureRow(caseId: string, { kind, why, dependency, at }: Failure): TableEntity {
  return {
    partitionKey: partitions.failures,
    rowKey: caseId,
    kind: cut(kind),
    why: cut(why, 2_000),
    ...(dependency === undefined ? {} : { dependency }),
    at: at.toISOString(),
  }
}

export function failureOf(row: Row): Failure {
  const { kind, why, at } = row
  return { kind: String(kind), why: String(why), dependency: dependencyOf(row), at: new Date(String(at)) }
}

const dependencyOf = ({ dependency }: Row): Dependency | undefined =>
  typeof dependency === 'string' ? (dependency as Dependency) : undefined
