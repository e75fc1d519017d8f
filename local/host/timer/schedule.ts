/** NCRONTAB and interval schedules of timer functions. */
import { Cron } from 'croner'
import { parseTimeSpan } from '../app/time-span.ts'
import { HostError, messageOf } from '../host-error.ts'

export interface Schedule {
  /** False for an interval. */
  readonly adjustForDst: boolean
  /** The first occurrence after `from`. */
  next(from: Date): Date
}

/** One field: what NCRONTAB knows, which is less than croner does. */
const fieldForm =
  /^(?:(?:\*|[A-Za-z]{3}|\d+)(?:-(?:[A-Za-z]{3}|\d+))?(?:\/\d+)?)(?:,(?:\*|[A-Za-z]{3}|\d+)(?:-(?:[A-Za-z]{3}|\d+))?(?:\/\d+)?)*$/

/**
 * Six fields, seconds first (five are taken as minutes first), or an interval `hh:mm:ss`. Day of month and day of
 * week must both match. HostError where it is neither, or has no occurrence.
 */
export function parseSchedule(text: string, timeZone: string): Schedule {
  const interval = parseTimeSpan(text)
  if (interval !== undefined) {
    if (interval < 1_000) throw new HostError(`Schedule "${text}": the interval is under a second.`)
    return { adjustForDst: false, next: (from) => new Date(from.getTime() + interval) }
  }
  const fields = text.trim().split(/\s+/)
  if ((fields.length !== 5 && fields.length !== 6) || !fields.every((field) => fieldForm.test(field)))
    throw new HostError(
      `Schedule "${text}" is neither six NCRONTAB fields ({second} {minute} {hour} {day} {month} {day of week}) nor an interval hh:mm:ss under a day.`,
    )
  const cron = makeCron(text, timeZone)
  const next = (from: Date): Date => {
    const date = cron.nextRun(from)
    if (date === null) throw new HostError(`Schedule "${text}" never comes.`)
    return date
  }
  next(new Date(0))
  return { adjustForDst: true, next }
}

function makeCron(text: string, timezone: string): Cron {
  try {
    // NCRONTAB's "5/10" is croner's sloppy range.
    return new Cron(text, {
      paused: true,
      domAndDow: true,
      sloppyRanges: true,
      mode: '5-or-6-parts',
      timezone,
    })
  } catch (error) {
    throw new HostError(`Schedule "${text}" (time zone ${timezone}) cannot be read: ${messageOf(error)}`)
  }
}

/** More than one occurrence within the next minute: too often for the schedule to be monitored. */
export function isTooOftenToMonitor(schedule: Schedule, now: Date): boolean {
  return schedule.next(schedule.next(now)).getTime() - now.getTime() <= 60_000
}
