/** HTTP /desk/cases: messages that did not come through, and what a person does about them: redrive, drop, redrive many. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import { caseIdForm } from '../domain/case.ts'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import type { Cases } from '../domain/ports/cases.ts'
import type { AskCase, DecidedCase } from '../pipeline/decide-case.ts'
import type { AskMany, RedrivenMany } from '../pipeline/redrive-many.ts'
import { answerError } from './answer-error.ts'
import type { CasesAnswer, DecidedCaseAnswer, RedrivenAnswer } from './answers/case.ts'
import type { Told } from './answers/told.ts'
import { ask, faultsOf, line } from './ask.ts'
import { caseView, wholeCaseView } from './case-view.ts'
import { pageOf } from './page.ts'
import { problem, wrongMethod } from './problem.ts'
import { readAsk } from './read-body.ts'
import type { Report } from './report.ts'

export interface DeskCases {
  cases: Cases
  redrive: (ask: AskCase) => Promise<DecidedCase | undefined>
  drop: (ask: AskCase & { why: string }) => Promise<DecidedCase | undefined>
  redriveMany: (ask: AskMany) => Promise<RedrivenMany>
  /** The platform signs operators in (OPERATOR_AUTH=easyauth). */
  isSignedIn: boolean
  clock: Clock
  report: Report
}

export const redriveSchema = z.strictObject(ask)
export const dropSchema = z.strictObject({ who: ask.who, reason: line(1_000), dryRun: ask.dryRun })
export const manySchema = z
  .strictObject({
    ...ask,
    kind: line(60).optional(),
    all: z.literal(true).optional(),
    until: z.iso.datetime().optional(),
  })
  .refine(({ kind, all }) => (kind === undefined) !== (all === undefined), 'name a kind, or say all: true')

export const listSchema = z.object(pageOf('case', caseIdForm, { usual: 100, most: 100 }))

/** Route `desk/cases/{*path}`: nothing, `redrive`, a case id, or a case id with `redrive` or `drop`. */
export function makeDeskCases(deps: DeskCases): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    try {
      return await answer(deps, request)
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('deskCases', error)
      return answerError(deps.clock, 'The list of cases', error)
    }
  }
}

async function answer(deps: DeskCases, request: HttpRequest): Promise<HttpResponseInit> {
  const [id = '', decision, ...more] = (request.params.path ?? '').split('/').filter((part) => part !== '')
  if (more.length > 0) return noSuchPlace()
  if (id === 'redrive' && decision === undefined)
    return request.method === 'POST' ? redriveMany(deps, request) : wrongMethod('POST')
  if (decision !== undefined && decision !== 'redrive' && decision !== 'drop') return noSuchPlace()
  const allowed = decision === undefined ? 'GET' : 'POST'
  if (request.method !== allowed) return wrongMethod(allowed)
  if (id === '') return list(deps, request)
  const caseId = id.toLowerCase()
  if (!caseIdForm.test(caseId))
    return problem(400, 'Bad case id', 'A case id has 32 digits and letters from a to f, as in the list.')
  if (decision === undefined) return show(deps, caseId)
  return decision === 'redrive' ? redrive(deps, request, caseId) : drop(deps, request, caseId)
}

async function list({ cases, clock }: DeskCases, request: HttpRequest): Promise<HttpResponseInit> {
  const parsed = listSchema.safeParse(Object.fromEntries(request.query))
  if (!parsed.success)
    return problem(400, 'Bad list', 'Ask without anything, or with limit and after.', {
      faults: faultsOf(parsed.error),
    })
  const { limit, after } = parsed.data
  const page = await cases.open(after)
  const shown = page.cases.slice(0, limit)
  const next = page.cases.length > limit ? shown.at(-1)?.caseId : page.next
  const now = clock.now()
  const jsonBody = { cases: shown.map((one) => caseView(one, now)), next: next ?? null }
  return { jsonBody: jsonBody satisfies Told<CasesAnswer> }
}

async function show({ cases, clock }: DeskCases, caseId: string): Promise<HttpResponseInit> {
  const one = await cases.find(caseId)
  return one === undefined ? unknown(caseId) : { jsonBody: wholeCaseView(one, clock.now()) }
}

async function redrive(deps: DeskCases, request: HttpRequest, caseId: string): Promise<HttpResponseInit> {
  const body = await readAsk(request, redriveSchema, 'a redrive', deps.isSignedIn)
  if ('problem' in body) return body.problem
  return told(deps, caseId, await deps.redrive({ caseId, ...body.value }))
}

async function drop(deps: DeskCases, request: HttpRequest, caseId: string): Promise<HttpResponseInit> {
  const body = await readAsk(request, dropSchema, 'a drop', deps.isSignedIn)
  if ('problem' in body) return body.problem
  const { reason: why, ...who } = body.value
  return told(deps, caseId, await deps.drop({ caseId, ...who, why }))
}

async function redriveMany(deps: DeskCases, request: HttpRequest): Promise<HttpResponseInit> {
  const body = await readAsk(request, manySchema, 'a redrive of many', deps.isSignedIn)
  if ('problem' in body) return body.problem
  const { who, why, kind, dryRun, until } = body.value
  const before = until === undefined ? {} : { until: new Date(until) }
  const many = await deps.redriveMany({ who, why, kind, dryRun, ...before })
  const now = deps.clock.now()
  return {
    jsonBody: {
      done: dryRun === true ? 'dry-run' : 'now',
      cases: many.cases.map((one) => caseView(one, now)),
      left: many.left,
      until: many.until.toISOString(),
    } satisfies Told<RedrivenAnswer>,
  }
}

function told({ clock }: DeskCases, caseId: string, decided: DecidedCase | undefined): HttpResponseInit {
  if (decided === undefined) return unknown(caseId)
  const { done, one } = decided
  return { jsonBody: { done, case: caseView(one, clock.now()) } satisfies Told<DecidedCaseAnswer> }
}

const unknown = (caseId: string) => problem(404, 'No such case', `There is no case ${caseId}.`)
const noSuchPlace = () =>
  problem(
    404,
    'No such place',
    '/desk/cases, /desk/cases/redrive, /desk/cases/ID, /desk/cases/ID/redrive or /desk/cases/ID/drop.',
  )
