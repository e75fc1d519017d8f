/** HTTP GET /desk/overview: queues, cases and a day in numbers, for the operations page. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import type { Overview } from '../pipeline/look-over.ts'
import { answerError } from './answer-error.ts'
import type { OverviewAnswer } from './answers/overview.ts'
import type { Told } from './answers/told.ts'
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
  day: z.iso.date().optional().meta({ description: 'A day in UTC; today where left out.' }),
})

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
      return { headers: { 'cache-control': 'no-store' }, jsonBody: jsonBody satisfies Told<OverviewAnswer> }
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
    day: { day, ...figures },
  }
}
