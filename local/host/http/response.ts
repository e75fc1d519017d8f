/** The worker's answer, written to the caller. */
import type { ServerResponse } from 'node:http'
import type { HttpCookie, InvocationResponse, TypedData } from '../app/core-types.ts'

/** These belong to the connection, not to the handler. */
const ownHeaders = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding'])

const sameSiteWords = { none: undefined, lax: 'lax', strict: 'strict', explicitNone: 'none' } as const

/** A Set-Cookie line; the value is escaped, as the real host does. */
export function cookieLine(cookie: HttpCookie): string {
  const parts = [`${cookie.name}=${encodeURIComponent(cookie.value)}`]
  if (cookie.maxAge) parts.push(`max-age=${cookie.maxAge.value}`)
  if (cookie.expires) parts.push(`expires=${new Date(cookie.expires.value.seconds * 1_000).toUTCString()}`)
  if (cookie.domain) parts.push(`domain=${cookie.domain.value}`)
  parts.push(`path=${cookie.path?.value ?? '/'}`)
  if (cookie.secure?.value === true) parts.push('secure')
  const sameSite = cookie.sameSite === undefined ? undefined : sameSiteWords[cookie.sameSite]
  if (sameSite !== undefined) parts.push(`samesite=${sameSite}`)
  if (cookie.httpOnly?.value === true) parts.push('httponly')
  return parts.join('; ')
}

function bytesOf(body: TypedData | null | undefined): Uint8Array | string {
  return body?.bytes ?? body?.string ?? body?.json ?? ''
}

/** A handler that returns nothing answers 204. */
export function writeAnswer(response: ServerResponse, answer: InvocationResponse): void {
  const http = answer.returnValue?.http
  if (http === undefined) return writeStatus(response, 204)
  response.statusCode = Number(http.statusCode ?? 200)
  for (const name in http.headers) {
    const value = http.headers[name]
    if (value !== undefined && !ownHeaders.has(name)) response.setHeader(name, value)
  }
  if (http.cookies !== undefined && http.cookies.length > 0)
    response.setHeader('set-cookie', http.cookies.map(cookieLine))
  const body = bytesOf(http.body)
  const mayHaveBody = response.statusCode !== 204 && response.statusCode !== 304
  if (mayHaveBody) response.setHeader('content-length', Buffer.byteLength(body))
  response.end(mayHaveBody ? body : undefined)
}

/** A status without a body. */
export function writeStatus(response: ServerResponse, status: number): void {
  response.statusCode = status
  if (status !== 204) response.setHeader('content-length', 0)
  response.end()
}
