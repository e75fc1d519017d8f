/** HTTP GET /desk/overview: queues, cases and a day in numbers, for the operations page. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import { queueNames } from '../domain/messages.ts'
import type { Overview } from '../pipeline/look-over.ts'
import { answerError } from './answer-error.ts'
import { faultsOf } from './ask.ts'
import { operatorOf } from './operator.ts'
import { problem, wrongMethod } from './problem.ts'
import type { Report } from './report.ts'

export interface DeskOverview {
  lookOver: (day: Date) => Promise<Overview>
  /** The platform signs operators in (OPERATOR_AUTH=easyauth). */
  isSignedIn: boolean
  clock: Clock
  report: Report
}

export const overviewQuery = z.object({
  /** A day in UTC; today where left out. */
  day: z.iso.date().optional(),
})

const count = z.int().min(0)
/** Seconds. */
const durations = z.object({ count, median: z.number().nullable(), p95: z.number().nullable() })

export const overviewAnswer = z.object({
  at: z.iso.datetime(),
  /** Whom the platform signed in; null where whoever acts types a name. */
  signedInAs: z.string().nullable(),
  queues: z.array(
    z.object({
      queue: z.enum(queueNames),
      /** About how many messages, hidden ones too. */
      waiting: count,
      /** When the message in front came into the queue; null where none can be taken now. */
      oldest: z.iso.datetime().nullable(),
      poisoned: count,
      /** Open cases. */
      cases: count,
    }),
  ),
  cases: z.object({ open: count, isAll: z.boolean() }),
  day: z.object({
    day: z.iso.date(),
    counted: count,
    /** False where the day has more invoices than were counted: the first ones were. */
    isAll: z.boolean(),
    outcomes: z.array(z.object({ outcome: z.string(), count })),
    /** From the mail to accounts payable. */
    toPayable: durations,
    /** The hours (UTC) in which mail was received. */
    hours: z.array(z.object({ hour: z.int(), invoices: count, toPayable: durations })),
  }),
})
export type OverviewAnswer = z.infer<typeof overviewAnswer>

export function makeDeskOverview(deps: DeskOverview): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    if (request.method !== 'GET') return wrongMethod('GET')
    const parsed = overviewQuery.safeParse(Object.fromEntries(request.query))
    if (!parsed.success)
      return problem(400, 'Bad day', 'Ask for day=2026-11-24, or for today.', {
        faults: faultsOf(parsed.error),
      })
    const day = parsed.data.day ?? deps.clock.now().toISOString().slice(0, 10)
    try {
      const overview = await deps.lookOver(new Date(day))
      const signedInAs = operatorOf(request, undefined, deps.isSignedIn)?.who ?? null
      const jsonBody = { ...overviewView(overview, day), signedInAs, at: deps.clock.now().toISOString() }
      return { headers: { 'cache-control': 'no-store' }, jsonBody: jsonBody satisfies OverviewAnswer }
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('deskOverview', error)
      return answerError(deps.clock, 'The overview', error)
    }
  }
}

function overviewView({ queues, cases, day: figures }: Overview, day: string) {
  return {
    queues: queues.map((one) => ({ ...one, oldest: one.oldest?.toISOString() ?? null })),
    cases,
    day: {
      day,
      ...figures,
      outcomes: [...figures.outcomes],
      hours: [...figures.hours],
    },
  }
}
