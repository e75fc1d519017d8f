/** What a timer function is told about its schedule, as .NET writes it. */
import type { TypedData } from '../app/core-types.ts'
import type { Schedule } from './schedule.ts'

/** The state before the run: `next` is the occurrence that runs now. */
export interface ScheduleStatus {
  readonly last: Date
  readonly next: Date
  readonly lastUpdated: Date
}

/** .NET's DateTime.MinValue. */
const never = new Date('0001-01-01T00:00:00Z')

export function neverRan(next: Date): ScheduleStatus {
  return { last: never, next, lastUpdated: never }
}

const time = (date: Date): string => date.toISOString().replace(/(?:\.000)?Z$/, '+00:00')

/** `status` is undefined where the schedule is not monitored. */
export function timerData(schedule: Schedule, status: ScheduleStatus | undefined): TypedData {
  return {
    json: JSON.stringify({
      Schedule: { AdjustForDST: schedule.adjustForDst },
      ScheduleStatus:
        status === undefined
          ? null
          : { Last: time(status.last), Next: time(status.next), LastUpdated: time(status.lastUpdated) },
      IsPastDue: false,
    }),
  }
}
