/** The ledger in memory: a version that every change renews, and the audit trail beside it. */
import { type AuditLine, type Entry, findingsIn } from '../../src/domain/entry.ts'
import { dayIndex, listOf, outcomeOf } from '../../src/domain/outcome.ts'
import { Inconsistent, RemoteAnswer } from '../../src/domain/errors.ts'
import type { Ledger, MailRecord } from '../../src/domain/ports/ledger.ts'
import { searchWordsOf } from '../../src/domain/search-words.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeLedger extends Ledger, Faults<keyof Ledger> {
  /** What stands there now, without a call being counted. */
  entry(invoiceId: string): Entry
  readonly entries: readonly Entry[]
  readonly mails: readonly MailRecord[]
  /** Puts an entry there as if it had come so far already. */
  seed(entry: Entry): Entry
}

export function fakeLedger(): FakeLedger {
  const { faults, run } = faultPoint<keyof Ledger>()
  const rows = new Map<
    string,
    { entry: Entry; lastChange: string; base: string | undefined; audit: AuditLine[] }
  >()
  const mails = new Map<string, MailRecord>()
  let versions = 0

  /** Writes the entry under a new version; `base` is the one that the change was made on. */
  const write = (entry: Omit<Entry, 'version'>, line: AuditLine, base?: string): Entry => {
    const written = structuredClone({ ...entry, version: `v${++versions}` })
    const audit = rows.get(entry.invoiceId)?.audit ?? []
    rows.set(entry.invoiceId, { entry: written, lastChange: line.changeId, base, audit: [...audit, line] })
    return structuredClone(written)
  }

  const standing = (invoiceId: string): Entry => {
    const row = rows.get(invoiceId)
    if (row === undefined) throw new Inconsistent(`no entry ${invoiceId} in the ledger`)
    return structuredClone(row.entry)
  }

  return {
    ...faults,
    entry: standing,
    get entries() {
      return [...rows.values()].map((row) => structuredClone(row.entry))
    },
    get mails() {
      return [...mails.values()]
    },
    seed: (entry) =>
      write(entry, { changeId: 'seed', at: entry.arrival.receivedAt, who: 'test', what: 'seed' }),
    find: (invoiceId) => run('find', () => structuredClone(rows.get(invoiceId)?.entry)),
    open: (invoiceId, arrival, audit) =>
      run('open', () =>
        rows.has(invoiceId)
          ? standing(invoiceId)
          : write({ invoiceId, arrival, status: { state: 'received' } }, audit),
      ),
    change: (entry, { status, lock, decisions, audit }) =>
      run('change', () => {
        const row = rows.get(entry.invoiceId)
        if (row === undefined)
          throw new RemoteAnswer('storage-table', 'not-found', { status: 404, code: 'ResourceNotFound' })
        const { invoiceId, arrival, version } = entry
        const kept = decisions ?? entry.decisions
        const changed = {
          invoiceId,
          arrival,
          status,
          ...(kept === undefined ? {} : { decisions: kept }),
          lock,
        }
        if (row.entry.version === version) return write(changed, audit, version)
        const isOurs = row.base === version && row.lastChange === audit.changeId
        if (isOurs && row.entry.lock?.by === lock?.by) return structuredClone(row.entry)
        throw new RemoteAnswer('storage-table', 'conflict', {
          status: 412,
          code: 'UpdateConditionNotSatisfied',
        })
      }),
    audit: (invoiceId) => run('audit', () => structuredClone(rows.get(invoiceId)?.audit ?? [])),
    list: (index, { after = '', limit }) =>
      run('list', () => {
        const listed = [...rows.values()]
          .map(({ entry }) => entry)
          .filter(({ status, arrival }) => listOf(status) === index || dayIndex(arrival.receivedAt) === index)
          .filter(({ invoiceId }) => invoiceId > after)
          .toSorted((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1))
        const entries = structuredClone(listed.slice(0, limit))
        return { entries, next: listed.length > limit ? entries.at(-1)?.invoiceId : undefined }
      }),
    marks: (day, limit) =>
      run('marks', () => {
        const ofDay = [...rows.values()]
          .map(({ entry }) => entry)
          .filter(({ arrival }) => dayIndex(arrival.receivedAt) === dayIndex(day))
          .toSorted((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1))
        const marks = ofDay.slice(0, limit).map(({ invoiceId, status }) => ({
          invoiceId,
          outcome: outcomeOf(status),
          postedAt: 'postedAt' in status ? status.postedAt : undefined,
        }))
        return { marks, isAll: ofDay.length <= limit }
      }),
    search: ({ by, word }, limit) =>
      run('search', () => {
        const found = [...rows.values()]
          .flatMap(({ entry }) =>
            searchWordsOf(findingsIn(entry.status))
              .filter((one) => one.by === by && one.word.startsWith(word))
              .map((one) => ({ entry, word: one.word })),
          )
          .toSorted((a, b) =>
            a.word === b.word ? (a.entry.invoiceId > b.entry.invoiceId ? -1 : 1) : a.word < b.word ? -1 : 1,
          )
        const entries = structuredClone(found.slice(0, limit).map(({ entry }) => entry))
        return { entries, isAll: found.length <= limit }
      }),
    findMail: (mailId) => run('findMail', () => structuredClone(mails.get(mailId))),
    recordMail: (record) =>
      run('recordMail', () => {
        const known = mails.get(record.mailId)
        if (known === undefined || known.outcome === 'in-junk')
          mails.set(record.mailId, structuredClone(record))
      }),
  }
}
