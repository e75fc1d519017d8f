/** HTTP POST /webhooks/graph: Graph's notices of new mail. Nothing remote but the queue; the client state is the proof. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { seconds, type Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import type { Queues } from '../domain/ports/queues.ts'
import { wishCheck } from '../pipeline/wish-check.ts'
import { answerError } from './answer-error.ts'
import { noticeOf, noticesSchema, type Notice, type OurSubscription } from './notices.ts'
import { problem } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Report } from './report.ts'

export interface GraphWebhook {
  queues: Queues
  clock: Clock
  report: Report
  /** Told of notices that are not from our own subscription, or of a shape that is none. */
  dropped: (why: string, count: number) => void
  /** undefined where the settings name no webhook. */
  ours: OurSubscription | undefined
}

/** Graph slows an app down, and then drops its notices, that takes longer than 10 s (docs: "change notifications delivery"). */
const patienceMs = seconds(3)
/** Some hundred notices; Graph packs fewer. */
const bodyLimit = 1024 * 1024
const tokenLimit = 1_024

export function makeGraphWebhook(deps: GraphWebhook): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    try {
      return await answer(deps, request)
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('graphWebhook', error)
      return answerError(deps.clock, 'The queue', error)
    }
  }
}

async function answer(deps: GraphWebhook, request: HttpRequest): Promise<HttpResponseInit> {
  const { ours } = deps
  if (ours === undefined)
    return problem(404, 'No webhook', 'Set MAIL_WEBHOOK_URL and GRAPH_CLIENT_STATE to have one.')
  const token = validationToken(request)
  if (token !== undefined) return validated(token)
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimit) return tooLarge()
  const body = await readBody(request, noticesSchema, 'a list of notices', { limit: bodyLimit })
  if ('problem' in body) return body.problem
  const notices = body.value.value.map((each) => noticeOf(each, ours))
  tellDropped(deps.dropped, notices)
  const isQueued = await within(patienceMs, queueAll(deps, notices))
  return isQueued ? { status: 202 } : tooSlow()
}

/** The host has decoded it, once. */
function validationToken(request: HttpRequest): string | undefined {
  for (const [name, value] of request.query) if (name.toLowerCase() === 'validationtoken') return value
  return undefined
}

/** The very text, and never as anything else than text: it comes from outside. */
function validated(token: string): HttpResponseInit {
  if (token.length === 0 || token.length > tokenLimit)
    return problem(400, 'Bad validation token', `A validation token has 1 to ${tokenLimit} characters.`)
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
  return { status: 200, headers, body: token }
}

/** Once for each POST, not for each notice: whoever forges must not write our log. */
function tellDropped(dropped: GraphWebhook['dropped'], notices: readonly Notice[]): void {
  const counts = new Map<string, number>()
  for (const notice of notices)
    if (notice.kind === 'dropped') counts.set(notice.why, (counts.get(notice.why) ?? 0) + 1)
  for (const [why, count] of counts) dropped(why, count)
}

async function queueAll({ queues, clock }: GraphWebhook, notices: readonly Notice[]): Promise<void> {
  const since = clock.now().toISOString()
  const mailIds = new Set(notices.flatMap((one) => (one.kind === 'mail' ? [one.mailId] : [])))
  const works = new Set(notices.flatMap((one) => (one.kind === 'work' ? [one.work] : [])))
  await Promise.all([
    ...[...mailIds].map((mailId) =>
      queues.put('mail-received', { v: 1, since, deferrals: 0, mailId, source: 'notification' }),
    ),
    ...[...works].map((work) => wishCheck({ queues, clock }, work)),
  ])
}

/** False where the work is not done by then. It goes on: a mail that is queued twice is one mail. */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  const ending = new AbortController()
  const late = sleep(ms, false, { signal: ending.signal, ref: false }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    ending.abort()
  }
}

const tooLarge = () => problem(413, 'Too large', `A list of notices has at most ${bodyLimit} bytes.`)
const tooSlow = () =>
  problem(503, 'Storage is slow', 'Not all notices could be queued in time; send them again.', {
    headers: { 'retry-after': '5' },
  })
