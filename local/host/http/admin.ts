/** The host's own endpoints: run a function now, and how the host is. */
import { z } from 'zod'
import { triggerOf } from '../app/invoke.ts'
import type { RegisteredFunction } from '../app/registry.ts'
import { readBody } from './request.ts'
import { writeStatus } from './response.ts'
import type { Endpoint, Exchange } from './server.ts'

const bodySchema = z.object({ input: z.unknown().optional() })

export interface AdminTools {
  readonly functions: readonly RegisteredFunction[]
  /** Starts the run and does not wait for it. */
  readonly runTimer: (fn: RegisteredFunction) => void
  readonly runQueue: (fn: RegisteredFunction, body: string) => void
}

function say(exchange: Exchange, status: number, body: object): void {
  const { response } = exchange
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** The `input` of the body; 'faulty' where the body is no JSON object. */
function inputOf(body: Buffer | undefined): { input: unknown } | 'faulty' {
  if (body === undefined) return { input: undefined }
  try {
    return { input: bodySchema.parse(JSON.parse(body.toString('utf8'))).input }
  } catch {
    // The caller is told in the answer.
    return 'faulty'
  }
}

async function runFunction(exchange: Exchange, tools: AdminTools): Promise<void> {
  const name = exchange.params.name?.toLowerCase()
  const fn = tools.functions.find(({ metadata }) => metadata.name.toLowerCase() === name)
  const body = await readBody(exchange.request)
  if (fn === undefined) return writeStatus(exchange.response, 404)
  const given = body === 'too-large' ? 'faulty' : inputOf(body)
  if (given === 'faulty') return say(exchange, 400, { error: 'The body must be JSON: {"input": ...}.' })
  const { type } = triggerOf(fn)
  if (type === 'timertrigger') tools.runTimer(fn)
  else if (type === 'queuetrigger')
    tools.runQueue(fn, typeof given.input === 'string' ? given.input : JSON.stringify(given.input ?? null))
  else return say(exchange, 400, { error: 'An HTTP function is run by calling its route.' })
  return writeStatus(exchange.response, 202)
}

/** Both need the key. */
export function adminEndpoints(tools: AdminTools): Endpoint[] {
  return [
    {
      name: 'host',
      methods: ['POST'],
      route: '/admin/functions/{name}',
      paths: ['/admin/functions/:name'],
      authLevel: 'admin',
      handle: (exchange) => runFunction(exchange, tools),
    },
    {
      name: 'host',
      methods: ['GET'],
      route: '/admin/host/status',
      paths: ['/admin/host/status'],
      authLevel: 'admin',
      handle: async (exchange) =>
        say(exchange, 200, {
          id: 'local-host',
          state: 'Running',
          functions: tools.functions.map(({ metadata }) => metadata.name),
          processUptime: Math.round(process.uptime() * 1_000),
        }),
    },
  ]
}
