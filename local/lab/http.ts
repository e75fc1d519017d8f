/** How the lab's services see a request and what they answer with; `server.ts` does the rest. */
import type { IncomingHttpHeaders } from 'node:http'

export interface Call {
  readonly method: string
  readonly url: URL
  readonly params: Readonly<Record<string, string | undefined>>
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Bytes go out as they are, everything else as JSON. */
  readonly body?: unknown
}

export interface Route {
  readonly service: string
  /** The name by which faults and the request log know it. */
  readonly operation: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  handle(call: Call): Reply | Promise<Reply>
}

/** Thrown by a handler that turns the request down; its reply is in the form of its service. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reply: Reply

  constructor(reply: Reply, why: string) {
    super(why)
    this.reply = reply
  }
}

/** The body as a JSON object; `refuse` makes the service's own answer where it is none. */
export function jsonBody(call: Call, refuse: (why: string) => Refusal): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(call.body.toString('utf8'))
    if (isRecord(parsed)) return parsed
  } catch (error) {
    throw refuse(`The body is not JSON: ${String(error)}`)
  }
  throw refuse('The body is not a JSON object.')
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The token of an `Authorization: Bearer` header. */
export function bearer(call: Call): string | undefined {
  return /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1]
}
