/** The Graph client: one try is one request, ids are immutable on each, and no link leads to another host. */
import {
  Client,
  HTTPMessageHandler,
  type Context,
  type GraphRequest,
  type Middleware,
} from '@microsoft/microsoft-graph-client'
import { DependencyFailed, RemoteAnswer } from '../../domain/errors.ts'
import type { CallOptions, Guard } from '../../resilience/guard.ts'
import { answerFailure, carried } from './failures.ts'

/** Starts a request to a path below the mailbox, such as `/messages`; the values of `query` are encoded here. */
export type Api = (path: string, query?: Readonly<Record<string, string>>) => GraphRequest

export interface Graph {
  readonly guard: Guard
  /** One try is one request; the token's own guard is to blame where there is none to be had. */
  call<T>(operation: string, work: (api: Api) => Promise<T>, options?: CallOptions<T>): Promise<T>
  /** As `call`, for what is not the mailbox's own: `/subscriptions`. */
  callApp<T>(operation: string, work: (api: Api) => Promise<T>, options?: CallOptions<T>): Promise<T>
  /** A link of an answer without its base, as `follow` takes it. RemoteAnswer 'rejected' where it leads elsewhere. */
  relative(link: string): string
  /** GETs a link that `relative` gave. */
  follow<T>(operation: string, link: string, read: (request: GraphRequest) => Promise<T>): Promise<T>
  /** Bytes go to an address outside the API as well: an upload session's. Throws where it is neither https nor loopback. */
  checkedUploadUrl(url: string): string
}

export interface GraphSettings {
  readonly guard: Guard
  /** Without version: `https://graph.microsoft.com` or that of a national cloud. http for loopback alone. */
  readonly baseUrl: string
  readonly mailbox: string
  /** A bearer token for this Graph. */
  readonly token: () => Promise<string>
}

const version = 'v1.0'
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

export const isLoopback = (url: URL): boolean => loopback.has(url.hostname)

export function createGraph({ guard, baseUrl, mailbox, token }: GraphSettings): Graph {
  const base = new URL(baseUrl)
  if (base.protocol !== 'https:' && !(base.protocol === 'http:' && isLoopback(base)))
    throw new TypeError('Graph is spoken to by https alone, except on this machine')
  const root = `${baseUrl.replace(/\/+$/, '')}/${version}`
  const client = Client.initWithMiddleware({ baseUrl, defaultVersion: version, middleware: oneRequest() })
  const home = `/users/${encodeURIComponent(mailbox)}`

  const send = <T>(
    operation: string,
    work: (start: (path: string) => GraphRequest) => Promise<T>,
    options?: CallOptions<T>,
  ): Promise<T> =>
    guard.call(
      operation,
      async (signal) => {
        const bearer = await token()
        return work((path) =>
          client.api(path).header('Authorization', `Bearer ${bearer}`).option('signal', signal),
        )
      },
      options,
    )

  const below =
    (place: string): Graph['call'] =>
    (operation, work, options) =>
      send(operation, (start) => work((path, query) => start(`${place}${path}${queryText(query)}`)), options)

  return {
    guard,
    call: below(home),
    callApp: below(''),
    relative(link) {
      if (link.startsWith(`${root}/`)) return link.slice(root.length)
      throw elsewhere()
    },
    async follow(operation, link, read) {
      // The SDK would take the host out of any `https://` in it, and send the token there.
      if (!link.startsWith('/') || link.includes('://')) throw elsewhere()
      return send(operation, (start) => read(start(link)), { idempotent: true })
    },
    checkedUploadUrl(text) {
      const url = URL.canParse(text) ? new URL(text) : undefined
      const isSafe =
        url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url) && isLoopback(base))
      if (!isSafe) throw new RemoteAnswer('graph', 'rejected', { code: 'UploadToUnsafeAddress' })
      return text
    },
  }
}

const elsewhere = (): RemoteAnswer => new RemoteAnswer('graph', 'rejected', { code: 'LinkToAnotherHost' })

function queryText(query: Readonly<Record<string, string>> | undefined): string {
  if (query === undefined) return ''
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `?${pairs.join('&')}`
}

/** Ids that survive a move of the mail; Graph wants this said on every single request. */
const immutableIds = 'IdType="ImmutableId"'

/** In place of the SDK's own chain, which retries, follows redirects and sends no token over loopback http. */
function oneRequest(): Middleware {
  const http = new HTTPMessageHandler()
  return {
    async execute(context) {
      const headers = new Headers(context.options?.headers as Record<string, string> | undefined)
      headers.append('Prefer', immutableIds)
      context.options = { ...context.options, headers, redirect: 'manual' }
      const response = await answerOf(http, context)
      if (!response.ok) throw carried(await answerFailure(response))
    },
  }
}

async function answerOf(http: HTTPMessageHandler, context: Context): Promise<Response> {
  try {
    await http.execute(context)
  } catch (error) {
    throw carried(error)
  }
  if (context.response !== undefined) return context.response
  throw carried(new DependencyFailed('graph', 'network', { mayHaveActed: true }))
}
