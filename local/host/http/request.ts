/** An HTTP request as the host hands it to the worker. */
import type { IncomingMessage } from 'node:http'
import type { HttpData } from '../app/core-types.ts'

/** The real host's limit for a request body: 100 MB. */
export const bodyLimit = 100 * 1024 * 1024

type Mapping = Record<string, { value: string }>

/** Without a prototype, since names come from outside. */
const mapping = (): Mapping => Object.create(null) as Mapping

/**
 * The body, only where its length was announced: the real host drops chunked uploads, and bodies of GET and HEAD.
 * 'too-large' over 100 MB.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined | 'too-large'> {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > bodyLimit) return 'too-large'
  if (length === 0 || request.method === 'GET' || request.method === 'HEAD') {
    request.resume()
    return undefined
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
}

/** Values of a key that comes several times are joined by commas. */
export function queryMapping(query: URLSearchParams): Mapping {
  const mapped = mapping()
  for (const [name, value] of query) {
    const known = mapped[name]
    mapped[name] = { value: known === undefined ? value : `${known.value},${value}` }
  }
  return mapped
}

export function headerMapping(headers: IncomingMessage['headers']): Mapping {
  const mapped = mapping()
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) mapped[name] = { value: typeof value === 'string' ? value : value.join(', ') }
  }
  return mapped
}

/** Path parameters by name; absent optional ones are left out. */
export function paramMapping(
  params: Readonly<Record<string, string | undefined>>,
  rest: string | undefined,
): Mapping {
  const mapped = mapping()
  for (const name in params) {
    const value = params[name]
    if (value !== undefined && value !== '')
      mapped[name === '*' && rest !== undefined ? rest : name] = { value }
  }
  return mapped
}

/** The datum of an HTTP trigger. */
export function httpData(
  request: IncomingMessage,
  parts: {
    readonly url: string
    readonly query: Mapping
    readonly params: Mapping
    readonly body: Buffer | undefined
  },
): HttpData {
  return {
    method: request.method ?? 'GET',
    url: parts.url,
    nullableHeaders: headerMapping(request.headers),
    nullableQuery: parts.query,
    nullableParams: parts.params,
    ...(parts.body === undefined ? {} : { body: { bytes: parts.body } }),
  }
}
