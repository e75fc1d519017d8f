/** The HTTP functions on the fakes of agent.ts: a request goes by its route, as in the host, to the real handler. */
import { type HttpHandler, HttpRequest, HttpResponse, type InvocationContext } from '@azure/functions'
import findMyWay, { type HTTPMethod } from 'find-my-way'
import { parseRoute } from '../../local/host/http/route.ts'
import { wireDesk } from '../../src/desk.ts'
import { dependencies } from '../../src/domain/dependency.ts'
import { makeBreakers } from '../../src/functions/breakers.ts'
import { makeGraphWebhook } from '../../src/functions/graph-webhook.ts'
import { makeHealth } from '../../src/functions/health.ts'
import { makeIntake } from '../../src/functions/intake.ts'
import { makeOpenApi } from '../../src/functions/openapi.ts'
import { makeOpsPage } from '../../src/functions/ops-page.ts'
import { breakerState, createGuards } from '../../src/resilience/create-guards.ts'
import { createFleet } from '../../src/resilience/fleet.ts'
import { fakeBoard } from '../fakes/board.ts'
import { fakeQueueDepths } from '../fakes/queue-depths.ts'
import { type HttpFunction, httpFunctions } from '../http-functions.ts'
import { type Agent, clientState, mailboxAddress } from './agent.ts'

/** What came back, as the caller has it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export function httpApp(it: Agent) {
  const board = fakeBoard()
  const { clock, report } = it
  const each = <T>(value: T) => Object.fromEntries(dependencies.map((name) => [name, value])) as never
  const guards = createGuards({
    settings: each({ opensAfter: 1, staysOpenMs: 30_000, timeoutMs: 1_000, atOnce: 4 }),
    translate: each((error: Error) => error),
    clock,
  })
  const self = { version: '1.2.3', instance: 'i', process: 'p', started: clock.now() }
  const fleet = createFleet({ board, guards, self, clock, tell: () => {} })
  const depths = fakeQueueDepths(it.queues, it.poison, clock)
  const deps = { ...it, board, depths, isSignedIn: false, forOperators: (handler: HttpHandler) => handler }
  const breakers = () => breakerState(guards)
  const functions = httpFunctions({
    graphWebhook: makeGraphWebhook({
      ...it,
      dropped: () => {},
      ours: { clientState, mailbox: mailboxAddress },
    }),
    health: makeHealth({ ...self, breakers, fleet: () => fleet.view(), fault: () => undefined }),
    breakers: makeBreakers({ ...deps, fleet, breakers, newId: () => 'pull' }),
    intake: makeIntake({ takeIn: it.takeInSince, clock, report }),
    desk: wireDesk(deps as unknown as Parameters<typeof wireDesk>[0], report),
    openapi: makeOpenApi({ ...self, clock, report }),
    ops: makeOpsPage(new URL('../../src/ops/', import.meta.url)),
  })
  return { board, guards, functions, ask: asking(functions) }
}

export type HttpApp = ReturnType<typeof httpApp>

function asking(functions: readonly HttpFunction[]) {
  const router = findMyWay({ ignoreTrailingSlash: true })
  for (const fn of functions) {
    const { paths, rest } = parseRoute('', fn.route)
    for (const path of paths) router.on(fn.methods as HTTPMethod[], path, () => {}, { fn, rest })
  }
  return async (method: HTTPMethod, target: string, body?: unknown): Promise<Answer> => {
    const url = new URL(target, 'http://127.0.0.1')
    const found = router.find(method, url.pathname)
    if (found === null) throw new Error(`no function takes ${method} ${url.pathname}`)
    const { fn, rest } = found.store as { fn: HttpFunction; rest: string | undefined }
    const params = Object.entries(found.params).map(([name, value]) => [
      name === '*' ? (rest ?? name) : name,
      value ?? '',
    ])
    const request = new HttpRequest({
      method,
      url: url.href,
      params: Object.fromEntries(params) as Record<string, string>,
      query: Object.fromEntries(url.searchParams),
      ...(body === undefined
        ? {}
        : { body: { string: typeof body === 'string' ? body : JSON.stringify(body) } }),
    })
    const answer = new HttpResponse((await fn.handler(request, {} as InvocationContext)) as object)
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
}
