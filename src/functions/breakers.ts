/** HTTP /breakers: how the breakers stand here and in the fleet, and the levers: isolate, release, probe. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { dependencies, type Dependency } from '../domain/dependency.ts'
import { AgentError } from '../domain/errors.ts'
import { isStanding, leverActions, type LeverAction, type PulledLever } from '../domain/lever.ts'
import type { Board } from '../domain/ports/board.ts'
import type { Fleet } from '../resilience/fleet.ts'
import type { BreakerSnapshot } from '../resilience/snapshot.ts'
import { answerError } from './answer-error.ts'
import type { BreakersAnswer, LeverAnswer, PulledAnswer } from './answers/breakers.ts'
import type { Told } from './answers/told.ts'
import { line } from './ask.ts'
import { operatorOf } from './operator.ts'
import { notSignedIn, problem, wrongMethod } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Report } from './report.ts'

export interface Breakers {
  fleet: Pick<Fleet, 'view' | 'levers' | 'refresh' | 'pull'>
  board: Pick<Board, 'history'>
  breakers: () => readonly BreakerSnapshot[]
  /** The platform signs operators in (OPERATOR_AUTH=easyauth). */
  isSignedIn: boolean
  newId: () => string
  clock: Clock
  report: Report
}

const why = line(1_000)
/** Left out where the platform says who it is. */
const who = line(200).optional()
export const asks = {
  isolate: z.strictObject({ who, why, until: z.iso.datetime({ offset: true }).optional() }),
  release: z.strictObject({ who, why }),
  probe: z.strictObject({ who, why }),
} as const
const historyShown = 20

/** Routes `breakers` and `breakers/{dependency}/{action}`. */
export function makeBreakers(deps: Breakers): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    try {
      return await answer(deps, request)
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('breakers', error)
      return answerError(deps.clock, 'The fleet board', error)
    }
  }
}

async function answer(deps: Breakers, request: HttpRequest): Promise<HttpResponseInit> {
  const [dependency = '', action = '', ...more] = (request.params.path ?? '')
    .split('/')
    .filter((part) => part !== '')
  if (dependency === '') return request.method === 'GET' ? status(deps) : wrongMethod('GET')
  if (!isOneOf(dependencies, dependency) || !isOneOf(leverActions, action) || more.length > 0)
    return noSuchLever()
  if (request.method !== 'POST') return wrongMethod('POST')
  return pull(deps, request, dependency, action)
}

/** Looks at the board first; where it is away, what was known last is shown as such. */
async function status({ fleet, board, breakers, clock }: Breakers): Promise<HttpResponseInit> {
  await fleet.refresh()
  const view = fleet.view()
  const history = view.state === 'known' ? await board.history(historyShown) : []
  const now = clock.now()
  return {
    headers: { 'cache-control': 'no-store' },
    jsonBody: {
      breakers: breakers(),
      levers: fleet
        .levers()
        .filter((lever) => isStanding(lever, now))
        .map(leverView),
      fleet: view,
      history: history.map(leverView),
    } satisfies Told<BreakersAnswer>,
  }
}

async function pull(
  deps: Breakers,
  request: HttpRequest,
  dependency: Dependency,
  action: LeverAction,
): Promise<HttpResponseInit> {
  const body = await readBody(request, asks[action], `a lever to ${action}`)
  if ('problem' in body) return body.problem
  const operator = operatorOf(request, body.value.who, deps.isSignedIn)
  if (operator === undefined) return deps.isSignedIn ? notSignedIn() : nameless()
  const at = deps.clock.now()
  const until = 'until' in body.value && body.value.until ? new Date(body.value.until) : undefined
  if (until !== undefined && until <= at)
    return problem(400, 'Over already', 'until is a moment in the future, or left out.')
  if (action === 'probe' && (await isIsolated(deps, dependency, at)))
    return problem(409, 'Isolated', `${dependency} is isolated: release it, then calls go again.`)
  const lever = {
    leverId: deps.newId(),
    dependency,
    action,
    ...operator,
    why: body.value.why,
    until,
    at,
  }
  await deps.fleet.pull(lever)
  const reach = 'every process at work follows within 10 s'
  return { jsonBody: { lever: leverView(lever), reach } satisfies Told<PulledAnswer> }
}

async function isIsolated({ fleet }: Breakers, dependency: Dependency, at: Date): Promise<boolean> {
  await fleet.refresh()
  return fleet.levers().some((lever) => lever.dependency === dependency && isStanding(lever, at))
}

function leverView({ dependency, action, who, isVerified, why, until, at }: PulledLever): Told<LeverAnswer> {
  return {
    dependency,
    action,
    who,
    isVerified,
    why,
    until: until?.toISOString() ?? null,
    at: at.toISOString(),
  }
}

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word)

const nameless = () => problem(400, 'Nobody named', 'Say who you are.', { faults: ['who: is missing'] })
const noSuchLever = () =>
  problem(
    404,
    'No such lever',
    `/breakers, or /breakers/NAME/${leverActions.join('|')} with NAME one of ${dependencies.join(', ')}.`,
  )
