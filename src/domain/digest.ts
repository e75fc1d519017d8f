/** The digest: what waits for a person, told to accounts payable once a working day; and the record of its one mail. */
import type { Case } from './case.ts'
import { days } from './clock.ts'
import type { Entry, Sending } from './entry.ts'
import { messageAgeMs } from './limits.ts'

/** A list in the digest: as many as a person reads, and how many more there are. */
export interface Section<T> {
  readonly shown: readonly T[]
  readonly more: number
}

export interface Digest {
  readonly held: Section<Entry>
  /** Those that no digest has told of. */
  readonly duplicates: Section<Entry>
  /** Over the limits, of which no digest has told. */
  readonly refused: Section<Entry>
  readonly parked: Section<Entry>
  /** Open cases that no parked invoice stands for. */
  readonly cases: Section<Case>
  /** Ids of all duplicates and refused in it, shown or not. */
  readonly telling: readonly string[]
}

/** How far the digest of a day has come; a run that finds an `end` has nothing to do. */
export interface DigestRecord {
  /** "2026-11-27", in UTC. */
  readonly day: string
  /** `lost`: whether it left cannot be known, and no second one is sent. */
  readonly end?: 'sent' | 'nothing' | 'lost' | undefined
  readonly sending?: Sending | undefined
  /** Duplicates and refused that earlier digests told of, and those that this one tells of. */
  readonly told: readonly string[]
  readonly telling: readonly string[]
  readonly changedAt: Date
  /** The row as read; undefined for one that is not stored yet. */
  readonly version: string | undefined
}

/** Lines of each list. */
export const linesShown = 200

/** No outcome comes up later than its mail may wait: older ones were told of, or are old news. */
export const toldBackMs = messageAgeMs + days(1)

/** Keeps the record's row small; nobody has so many in two weeks. */
const mostTold = 5_000

/** Invoices that need no telling any more, given the last record; `first` is the first id that still may. */
export function toldBefore(last: DigestRecord | undefined, first: string): string[] {
  if (last === undefined) return []
  const told = last.end === 'sent' ? [...last.told, ...last.telling] : last.told
  return told.filter((invoiceId) => invoiceId >= first).slice(-mostTold)
}

export function sectionOf<T>(all: readonly T[]): Section<T> {
  return { shown: all.slice(0, linesShown), more: Math.max(0, all.length - linesShown) }
}

export const countOf = ({ shown, more }: Section<unknown>): number => shown.length + more

export const isEmpty = ({ held, duplicates, refused, parked, cases }: Digest): boolean =>
  [held, duplicates, refused, parked, cases].every((section) => section.shown.length === 0)

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
