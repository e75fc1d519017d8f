/** What an error of the storage SDKs means to us. */
import type { RestError } from '@azure/storage-blob'
import type { Dependency } from '../../domain/dependency.ts'
import {
  AgentError,
  type AnswerKind,
  DependencyFailed,
  Misconfigured,
  RemoteAnswer,
} from '../../domain/errors.ts'

export type StorageDependency = Extract<Dependency, `storage-${string}`>

/** No connection was made, so that nothing was asked of anybody. */
const neverConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

const answers: Readonly<Record<number, AnswerKind>> = {
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  412: 'conflict',
}

/** Errors of ours (a refused token) and bugs come out as they went in. */
export function translateStorage(dependency: StorageDependency): (error: unknown) => Error {
  return (error) => {
    if (error instanceof AgentError) return error
    if (!(error instanceof Error)) return new Error('storage threw no error', { cause: error })
    // Only the guard's signal aborts: its time was over.
    if (error.name === 'AbortError' || error.name === 'TimeoutError')
      return new DependencyFailed(dependency, 'timeout', { mayHaveActed: true, cause: error })
    return isRestError(error) ? fromRestError(dependency, error) : error
  }
}

/** The SDKs may bring several copies of the class; its name is what they agree on. */
const isRestError = (error: Error): error is RestError => error.name === 'RestError'

function fromRestError(dependency: StorageDependency, error: RestError): Error {
  const status = error.statusCode
  // A good status with an error: the answer broke off in the middle.
  if (status === undefined || status < 400)
    return new DependencyFailed(dependency, 'network', {
      mayHaveActed: !neverConnected.test(error.code ?? ''),
      cause: error,
    })
  if (status === 401 || status === 403) return new Misconfigured(dependency, { status, cause: error })
  if (status === 408 || status === 429 || status >= 500)
    return new DependencyFailed(
      dependency,
      status === 408 ? 'timeout' : status === 429 ? 'throttled' : 'server-error',
      { mayHaveActed: status !== 429, status, retryAfterMs: retryAfterOf(error), cause: error },
    )
  const code = codeOf(error)
  return new RemoteAnswer(dependency, answers[status] ?? 'rejected', { status, code, cause: error })
}

/** Milliseconds, from seconds or from a date, which is told against the answer's own date: clocks differ. */
function retryAfterOf(error: RestError): number | undefined {
  const headers = error.response?.headers
  const asked = headers?.get('retry-after')
  if (asked === undefined) return undefined
  if (/^\d{1,9}$/.test(asked)) return Number(asked) * 1_000
  const wait = Date.parse(asked) - Date.parse(headers?.get('date') ?? '')
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

/** Blobs and queues name it in `code`, tables in a header or only in the body. */
function codeOf(error: RestError): string | undefined {
  const details: { errorCode?: unknown } = typeof error.details === 'object' ? { ...error.details } : {}
  const inBody = /"code":\s*"(\w+)"/.exec(error.response?.bodyAsText ?? '')?.[1]
  const named = error.code ?? details.errorCode ?? inBody
  return typeof named === 'string' ? named : undefined
}
