/** What a broken connection or an HTTP status says, the same for every service that is spoken to by `fetch`. */
import { seconds } from '../domain/clock.ts'
import type { Dependency } from '../domain/dependency.ts'
import { DependencyFailed, Misconfigured, RemoteAnswer, type AgentError } from '../domain/errors.ts'

export interface FailedAnswer {
  readonly status: number
  /** The service's own error code. */
  readonly code?: string | undefined
  readonly headers?: Headers | undefined
}

/** Graph sends 429 without `Retry-After` at times (OfficeDev/outlook-dev-docs issue 144). */
const throttledMs = seconds(10)

export function statusFailure(dependency: Dependency, { status, code, headers }: FailedAnswer): AgentError {
  const cause = code === undefined ? undefined : new Error(code)
  const retryAfterMs = headers === undefined ? undefined : retryAfter(headers)
  if (status === 429)
    return new DependencyFailed(dependency, 'throttled', {
      mayHaveActed: false,
      status,
      retryAfterMs: retryAfterMs ?? throttledMs,
      cause,
    })
  if (status === 408 || status >= 500)
    return new DependencyFailed(dependency, status === 408 || status === 504 ? 'timeout' : 'server-error', {
      mayHaveActed: true,
      status,
      retryAfterMs,
      cause,
    })
  if (status === 401 || status === 403) return new Misconfigured(dependency, { status, cause })
  return new RemoteAnswer(dependency, answerTo(status), { status, code })
}

function answerTo(status: number): RemoteAnswer['answer'] {
  if (status === 404) return 'not-found'
  if (status === 409 || status === 412) return 'conflict'
  return status === 410 ? 'gone' : 'rejected'
}

/** Milliseconds by `Retry-After` (seconds or a date, held against the answer's own `Date`) or `retry-after-ms`. */
export function retryAfter(headers: Headers): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(ms) && ms >= 0) return ms
  const text = headers.get('retry-after')
  if (text === null) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(text)) return seconds(Number(text))
  const sent = Date.parse(headers.get('date') ?? '')
  const wait = Date.parse(text) - sent
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

/** Nobody was reached: the request surely had no effect. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const timeouts = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])

/**
 * The failure behind an error that `fetch`, or the reading of its answer, threw; undefined where the connection is not
 * to blame. The error itself is left behind: its text may name an address that is a secret.
 */
export function connectionFailure(dependency: Dependency, error: unknown): DependencyFailed | undefined {
  const codes = codesOf(error)
  const isTimeout = namesOf(error).some((name) => name === 'TimeoutError' || name === 'AbortError')
  if (codes.length === 0 && !isTimeout) return undefined
  return new DependencyFailed(
    dependency,
    isTimeout || codes.some((code) => timeouts.has(code)) ? 'timeout' : 'network',
    {
      mayHaveActed: isTimeout || !codes.every((code) => neverConnected.has(code)),
      cause: new Error(codes.join(', ') || 'no answer in time'),
    },
  )
}

/** The error with all that caused it, outermost first. */
export function chain(error: unknown): Error[] {
  if (!(error instanceof Error)) return []
  // Libraries have aggregates of their own beside the language's.
  const several: unknown = 'errors' in error ? error.errors : undefined
  const inner: unknown[] = Array.isArray(several) ? several : [error.cause]
  return [error, ...inner.flatMap(chain)]
}

const namesOf = (error: unknown): string[] => chain(error).map(({ name }) => name)

/** Codes of Node and undici for trouble on the network; others are a file's (`ENOENT`) or a service's own. */
const networkCode =
  /^(ECONN[A-Z]+|EPIPE|EPROTO|ETIMEDOUT|ENOTFOUND|E(HOST|NET)[A-Z]+|EAI_[A-Z]+|UND_ERR_[A-Z_]+|ERR_(TLS|SSL)_[A-Z_]+|CERT_[A-Z_]+)$/

const codesOf = (error: unknown): string[] =>
  chain(error)
    .map((each) => ('code' in each ? each.code : undefined))
    .filter((code) => typeof code === 'string')
    .filter((code) => networkCode.test(code))
