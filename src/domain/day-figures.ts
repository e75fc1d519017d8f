/** A day in numbers: its invoices by outcome and by hour, and how long they took from the mail to accounts payable. */
import type { Outcome } from './outcome.ts'
import { receivedAtOf } from './ids.ts'

const onItsWay = 'on its way'

/** What the figures need of an invoice. */
export interface DayMark {
  readonly invoiceId: string
  /** undefined while it is on its way. */
  readonly outcome: Outcome | undefined
  readonly postedAt: Date | undefined
}

export interface Durations {
  /** Invoices that were mailed. */
  readonly count: number
  /** Seconds; null where none was mailed. */
  readonly median: number | null
  readonly p95: number | null
}

export interface DayFigures {
  /** Invoices that were counted, the first received first. */
  readonly counted: number
  /** False where the day has more of them than were counted. */
  readonly isAll: boolean
  /** The most frequent first. */
  readonly outcomes: readonly { readonly outcome: Outcome | typeof onItsWay; readonly count: number }[]
  readonly toPayable: Durations
  /** The hours (UTC) in which mail was received. */
  readonly hours: readonly {
    readonly hour: number
    readonly invoices: number
    readonly toPayable: Durations
  }[]
}

export function dayFigures(marks: readonly DayMark[], isAll: boolean): DayFigures {
  const outcomes = Map.groupBy(marks, ({ outcome }): Outcome | typeof onItsWay => outcome ?? onItsWay)
  const hours = Map.groupBy(marks, ({ invoiceId }) => receivedAtOf(invoiceId).getUTCHours())
  return {
    counted: marks.length,
    isAll,
    outcomes: [...outcomes]
      .map(([outcome, { length: count }]) => ({ outcome, count }))
      .toSorted((a, b) => b.count - a.count || (a.outcome < b.outcome ? -1 : 1)),
    toPayable: durationsOf(marks),
    hours: [...hours]
      .toSorted(([a], [b]) => a - b)
      .map(([hour, ofHour]) => ({ hour, invoices: ofHour.length, toPayable: durationsOf(ofHour) })),
  }
}

function durationsOf(marks: readonly DayMark[]): Durations {
  const seconds = marks
    .flatMap(({ invoiceId, postedAt }) =>
      postedAt === undefined ? [] : [(postedAt.getTime() - receivedAtOf(invoiceId).getTime()) / 1_000],
    )
    .toSorted((a, b) => a - b)
  return { count: seconds.length, median: atRank(seconds, 0.5), p95: atRank(seconds, 0.95) }
}

/** Nearest rank: the smallest value that so large a share of all do not exceed. */
function atRank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
