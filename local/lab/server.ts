/** One loopback HTTP server for all services of the lab: routes, faults, the request log, and nothing of any protocol. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import FindMyWay from 'find-my-way'
import type { Clock } from '../../src/domain/clock.ts'
import type { Fault, Faults } from './faults.ts'
import { Refusal, type Reply, type Route } from './http.ts'
import type { RequestLog } from './request-log.ts'

export interface LabServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  stop(): Promise<void>
}

/** Larger than anything that a service takes; the services refuse by their own limits. */
const hardLimit = 64 * 1024 * 1024

interface Deps {
  readonly faults: Faults
  readonly requests: RequestLog
  readonly clock: Clock
}

export async function startServer(routes: readonly Route[], port: number, deps: Deps): Promise<LabServer> {
  const router = FindMyWay({ ignoreDuplicateSlashes: true, ignoreTrailingSlash: true, maxParamLength: 4_096 })
  for (const route of routes)
    router.on(route.method, route.path, (request, response, params) =>
      run(route, request, response, params, deps),
    )
  const server = createServer((request, response) => {
    const found = router.find((request.method ?? 'GET') as 'GET', request.url ?? '/')
    const handled =
      found === null
        ? run(nothingHere, request, response, {}, deps)
        : (found.handler(request, response, found.params, undefined, {}) as Promise<void>)
    handled.catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const nothingHere: Route = {
  service: 'lab',
  operation: 'none',
  method: 'GET',
  path: '*',
  handle: (call) => ({
    status: 404,
    body: {
      error: { code: 'BadRequest', message: `The lab does not know ${call.method} ${call.url.pathname}.` },
    },
  }),
}

async function run(
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
  params: Readonly<Record<string, string | undefined>>,
  { faults, requests, clock }: Deps,
): Promise<void> {
  const { service, operation } = route
  const method = request.method ?? 'GET'
  const path = request.url ?? '/'
  const logged = requests.add({ service, operation, method, path, at: clock.now(), status: undefined })
  const fault = faults.take(service, operation)
  if (fault?.kind === 'down') {
    request.socket.destroy()
    return
  }
  if (fault?.kind === 'hang') return
  const body = await bodyOf(request)
  if (body === undefined) return
  if (fault?.kind === 'slow') await sleep(fault.ms)
  const url = new URL(path, `http://${request.headers.host ?? '127.0.0.1'}`)
  const answer = async () => await route.handle({ method, url, params, headers: request.headers, body })
  const reply = fault?.kind === 'status' ? scripted(fault) : await answer().catch(replyToError)
  if (fault?.kind === 'lostReply') {
    request.socket.destroy()
    return
  }
  const last = fault?.kind === 'lostReplyStatus' ? scripted(fault) : reply
  logged.status = last.status
  write(response, last)
}

/** undefined where the client went away in the middle or sent more than anybody takes. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > hardLimit) return undefined
      chunks.push(chunk)
    }
  } catch {
    // The client broke the connection: nobody is left to answer to.
    return undefined
  }
  return Buffer.concat(chunks)
}

function scripted(fault: Extract<Fault, { kind: 'status' | 'lostReplyStatus' }>): Reply {
  const body = fault.kind === 'status' ? fault.body : undefined
  return {
    status: fault.status,
    headers: fault.headers ?? {},
    body: body ?? { error: { code: `Scripted${fault.status}`, message: 'A fault set in the lab.' } },
  }
}

function replyToError(error: unknown): Reply {
  if (error instanceof Refusal) return error.reply
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  console.error(`lab: a handler failed: ${message}`)
  return { status: 500, body: { error: { code: 'LabFault', message } } }
}

function write(response: ServerResponse, reply: Reply): void {
  const { body } = reply
  const bytes =
    body === undefined ? Buffer.alloc(0) : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  const type =
    body === undefined || Buffer.isBuffer(body) ? {} : { 'content-type': 'application/json; charset=utf-8' }
  const length = reply.status === 204 ? {} : { 'content-length': String(bytes.length) }
  response.writeHead(reply.status, { ...type, ...length, ...reply.headers })
  response.end(bytes)
}
