/** How many mails a working day brings, so that a day without any is told from a quiet mailbox. Days are UTC; bank holidays are not known. */
import { after, days } from './clock.ts'

export interface WorkdayMail {
  /** Mails of the working day that ended last midnight. */
  readonly yesterday: number
  /** The median of the working days before. */
  readonly usual: number
}

/** With fewer working days before it, a day is not judged. */
const fewest = 5

/** Mails counted by the day that they came, such as 2026-03-04. */
export type DayCounts = ReadonlyMap<string, number>

export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

const isWorkday = (day: string): boolean => ![0, 6].includes(new Date(day).getUTCDay())

/** undefined where yesterday was no working day, or too few whole ones lie between `from` and it. */
export function workdayMail(counts: DayCounts, from: Date, now: Date): WorkdayMail | undefined {
  const yesterday = dayOf(after(now, -days(1)))
  const before: number[] = []
  for (
    let day = dayOf(after(now, -days(2)));
    new Date(day) >= from;
    day = dayOf(after(new Date(day), -days(1)))
  )
    if (isWorkday(day)) before.push(counts.get(day) ?? 0)
  if (!isWorkday(yesterday) || before.length < fewest) return undefined
  return { yesterday: counts.get(yesterday) ?? 0, usual: median(before) }
}

/** The lower of the two in the middle. */
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0
