/** An invoice's rows in the table Ledger: its state, and a line of the audit trail for each change. */
import type { TableEntity } from '@azure/data-tables'
import type { DayMark } from '../../domain/day-figures.ts'
import type { Arrival, AuditLine, Decisions, Entry, State, Status } from '../../domain/entry.ts'
import { type Outcome, outcomeOf } from '../../domain/outcome.ts'
import { Inconsistent } from '../../domain/errors.ts'
import type { MailRecord } from '../../domain/ports/ledger.ts'
import { cut, readText, textProperties } from './row-text.ts'
import type { Row } from './rows.ts'

/**
 * Partitions: the invoice id for an invoice, `mail:…` for a mail, `index:…` for a list (ledger-index.ts). Row keys hold the id as
 * well: Azurite finds a row by its row key first, and would look through all that share one. `:` is followed by `;`, which bounds
 * the ranges.
 */
export const stateKey = (invoiceId: string): string => `state:${invoiceId}`
export const stateRange = { from: 'state:', to: 'state;' } as const
/** In order of the changes. */
const auditKey = (invoiceId: string, sequence: number): string =>
  `audit:${String(sequence).padStart(6, '0')}:${invoiceId}`
export const auditRange = { from: 'audit:', to: 'audit;' } as const

/** The number of a row's last change, and its etag: with both the next change finds its place without reading. */
export interface Version {
  readonly sequence: number
  readonly etag: string
}

export const versionText = ({ sequence, etag }: Version): string => `${sequence} ${etag}`

export function readVersion({ invoiceId, version }: Entry): Version {
  const parts = /^(\d+) (.+)$/.exec(version)
  if (parts?.[1] === undefined || parts[2] === undefined)
    throw new Inconsistent(`invoice ${invoiceId} has the version "${version}", which no ledger row gave`)
  return { sequence: Number(parts[1]), etag: parts[2] }
}

/** Every property of ours that is a date: the compiler holds the list against the types. */
type DateName<T> = T extends Date
  ? never
  : T extends readonly (infer Item)[]
    ? DateName<Item>
    : T extends object
      ? { [K in keyof T]-?: Exclude<T[K], undefined> extends Date ? K : DateName<T[K]> }[keyof T]
      : never
const dateNames: Readonly<Record<DateName<Arrival | Status | Decisions | MailRecord>, true>> = {
  receivedAt: true,
  postedAt: true,
  sendingSince: true,
  seenUnsentAt: true,
  at: true,
  toldAt: true,
}

const parse = (json: string): unknown =>
  JSON.parse(json, (name, value: unknown) =>
    Object.hasOwn(dateNames, name) && typeof value === 'string' ? new Date(value) : value,
  )

export function stateRow(entry: Omit<Entry, 'version'>, changeId: string, sequence: number): TableEntity {
  const { invoiceId, arrival, status, decisions, lock } = entry
  return {
    partitionKey: invoiceId,
    rowKey: stateKey(invoiceId),
    state: status.state,
    ...markColumnsOf(status),
    sequence,
    changeId,
    ...(lock === undefined ? {} : { lockedBy: lock.by, lockedUntil: lock.until.toISOString() }),
    ...textProperties('status', JSON.stringify(status)),
    ...textProperties('arrival', JSON.stringify(arrival)),
    ...(decisions === undefined ? {} : { decisions: JSON.stringify(decisions) }),
  }
}

/** What the figures of a day are made of lies open in the row, so that a thousand of them are one small answer. */
export const markColumns = ['partitionKey', 'state', 'outcome', 'postedAt']

function markColumnsOf(status: Status): Record<string, string> {
  const outcome = outcomeOf(status)
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...('postedAt' in status ? { postedAt: status.postedAt.toISOString() } : {}),
  }
}

export const markOf = ({ partitionKey, state, outcome, postedAt }: Row): DayMark => ({
  invoiceId: String(partitionKey),
  outcome: typeof outcome === 'string' ? (outcome as Outcome) : outcomeOfState(state as State),
  postedAt: typeof postedAt === 'string' ? new Date(postedAt) : undefined,
})

/** Of a row that a release wrote which kept its outcome inside alone. */
function outcomeOfState(state: State): Outcome | undefined {
  if (state === 'received' || state === 'coded' || state === 'posting') return undefined
  return state === 'notified' ? 'posted' : state
}

export function entryOf(invoiceId: string, row: Row): Entry {
  const { lockedBy, lockedUntil, decisions } = row
  return {
    invoiceId,
    arrival: parse(readText(row, 'arrival')) as Arrival,
    status: parse(readText(row, 'status')) as Status,
    ...(typeof decisions === 'string' ? { decisions: parse(decisions) as Decisions } : {}),
    lock: typeof lockedBy === 'string' ? { by: lockedBy, until: new Date(String(lockedUntil)) } : undefined,
    version: versionText({ sequence: Number(row.sequence), etag: row.etag }),
  }
}

export function auditRow(invoiceId: string, sequence: number, line: AuditLine): TableEntity {
  const { changeId, at, who, what } = line
  return {
    partitionKey: invoiceId,
    rowKey: auditKey(invoiceId, sequence),
    changeId,
    at: at.toISOString(),
    who,
    what: cut(what),
  }
}

export function auditLineOf({ changeId, at, who, what }: Row): AuditLine {
  return { changeId: String(changeId), at: new Date(String(at)), who: String(who), what: String(what) }
}

/** Of the mail whose key it is (domain/ids.ts, `mailKeyOf`). */
export const mailRowKey = (key: string) => ({ partitionKey: `mail:${key}`, rowKey: `record:${key}` }) as const

export function mailRow(key: string, record: MailRecord): TableEntity {
  return {
    ...mailRowKey(key),
    outcome: record.outcome,
    ...textProperties('record', JSON.stringify(record)),
  }
}

export const mailRecordOf = (row: Row): MailRecord => parse(readText(row, 'record')) as MailRecord
