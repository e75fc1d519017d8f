/** The HTTP front of the host: routes, keys, and one exchange a request. Loopback only. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import findMyWay, { type HTTPMethod } from 'find-my-way'
import { failureOf, HostError, messageOf } from '../host-error.ts'
import type { Log } from '../log.ts'
import { keyOf, type AuthLevel, type KeyCheck } from './keys.ts'
import { writeStatus } from './response.ts'

/** A request whose caller may come in. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: string
  readonly query: URLSearchParams
  readonly params: Readonly<Record<string, string | undefined>>
}

export interface Endpoint {
  /** Name for the log. */
  readonly name: string
  readonly methods: readonly string[]
  /** The route for people. */
  readonly route: string
  /** find-my-way paths. */
  readonly paths: readonly string[]
  readonly authLevel: AuthLevel
  readonly handle: (exchange: Exchange) => Promise<void>
}

export interface HttpFront {
  readonly url: string
  /** Takes no new connection and waits for the running requests. */
  stop(): Promise<void>
}

const loopback = '127.0.0.1'

export async function startHttp(options: {
  readonly endpoints: readonly Endpoint[]
  /** 0 for any. */
  readonly port: number
  readonly mayCall: KeyCheck
  readonly log: Log
}): Promise<HttpFront> {
  const router = findMyWay({
    caseSensitive: false,
    ignoreTrailingSlash: true,
    // Our own constraints, some with counted repetitions; the paths are the developer's, not a caller's.
    allowUnsafeRegex: true,
    defaultRoute: (_, response) => writeStatus(response, 404),
    onBadUrl: (_, __, response) => writeStatus(response, 400),
  })
  for (const endpoint of options.endpoints)
    for (const path of endpoint.paths)
      router.on(endpoint.methods as HTTPMethod[], path, serve(endpoint, options.mayCall, options.log))

  const server = createServer((request, response) => router.lookup(request, response))
  server.listen(options.port, loopback)
  await once(server, 'listening').catch((error: unknown) => {
    throw new HostError(`Port ${options.port} cannot be used: ${messageOf(error)}`)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${loopback}:${port}`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      // A connection whose last request has just ended would stay open for its keep-alive time.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      await closed
      clearInterval(sweep)
    },
  }
}

/** A throw is a 500 with an empty body, as in Azure. */
function serve(endpoint: Endpoint, mayCall: KeyCheck, log: Log) {
  return (request: IncomingMessage, response: ServerResponse, params: Exchange['params']): void => {
    const url = `http://${request.headers.host ?? loopback}${request.url ?? '/'}`
    if (!URL.canParse(url)) return writeStatus(response, 400)
    const mark = url.indexOf('?')
    const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark))
    if (!mayCall(endpoint.authLevel, keyOf(request.headers['x-functions-key'], query)))
      return writeStatus(response, 401)
    endpoint.handle({ request, response, url, query, params }).catch((error: unknown) => {
      log('error', endpoint.name, `Executed (Failed): ${failureOf(error)}`)
      if (response.headersSent) response.destroy()
      else writeStatus(response, 500)
    })
  }
}
