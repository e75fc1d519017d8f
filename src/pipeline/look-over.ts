/** How everything stands at one glance: queues, what did not come through, and a day in numbers. */
import { type DayFigures, dayFigures } from '../domain/day-figures.ts'
import { queueNames, type QueueName } from '../domain/messages.ts'
import type { Cases } from '../domain/ports/cases.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { QueueDepth, QueueDepths } from '../domain/ports/queues.ts'

export interface LookOver {
  ledger: Ledger
  cases: Cases
  depths: QueueDepths
}

export interface QueueLook extends QueueDepth {
  readonly queue: QueueName
  /** Open cases of this step, among those of the first page. */
  readonly cases: number
}

export interface Overview {
  readonly queues: readonly QueueLook[]
  readonly cases: { readonly open: number; readonly isAll: boolean }
  readonly day: DayFigures
}

/** Invoices of the day that are counted. */
const marksRead = 1_000

/** As many operations whatever the history: three a queue, one for the cases, one for the day (a few where it is large). */
export function makeLookOver({ ledger, cases, depths }: LookOver): (day: Date) => Promise<Overview> {
  return async (day) => {
    const [found, { marks, isAll }, page] = await Promise.all([
      Promise.all(queueNames.map(async (queue) => ({ queue, ...(await depths.depth(queue)) }))),
      ledger.marks(day, marksRead),
      cases.open(),
    ])
    return {
      queues: found.map((one) => ({
        ...one,
        cases: page.cases.filter(({ step }) => step === one.queue).length,
      })),
      cases: { open: page.cases.length, isAll: page.next === undefined },
      day: dayFigures(marks, isAll),
    }
  }
}
