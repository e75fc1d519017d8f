/** What an error of the storage SDKs means to us. */
import type { RestError } from '@azure/storage-blob'
import type { Dependency } from '../../domain/dependency.ts'
import { AgentError, DependencyFailed } from '../../domain/errors.ts'
import { connectionFailure, statusFailure } from '../http-failure.ts'

export type StorageDependency = Extract<Dependency, `storage-${string}`>

/** Errors of ours (a refused token) and bugs come out as they went in. */
export function translateStorage(dependency: StorageDependency): (error: unknown) => Error {
  return (error) => {
    if (error instanceof AgentError) return error
    if (!(error instanceof Error)) return new Error('storage threw what is no error', { cause: error })
    // Only the guard's signal aborts: its time was over.
    if (error.name === 'AbortError' || error.name === 'TimeoutError')
      return new DependencyFailed(dependency, 'timeout', { mayHaveActed: true, cause: error })
    return isRestError(error) ? fromRestError(dependency, error) : error
  }
}

/** The SDKs may bring several copies of the class; its name is what they agree on. */
const isRestError = (error: Error): error is RestError => error.name === 'RestError'

function fromRestError(dependency: StorageDependency, error: RestError): AgentError {
  const status = error.statusCode
  // A good status with an error: the answer broke off in the middle.
  if (status === undefined || status < 400)
    return (
      connectionFailure(dependency, error) ??
      new DependencyFailed(dependency, 'network', { mayHaveActed: true, cause: error })
    )
  const headers = new Headers(error.response?.headers.toJSON())
  return statusFailure(dependency, { status, code: codeOf(error), headers })
}

/** Blobs and queues name it in `code`, tables in a header or only in the body. */
function codeOf(error: RestError): string | undefined {
  const details: { errorCode?: unknown } = typeof error.details === 'object' ? { ...error.details } : {}
  const inBody = /"code":\s*"(\w+)"/.exec(error.response?.bodyAsText ?? '')?.[1]
  const named = error.code ?? details.errorCode ?? inBody
  return typeof named === 'string' ? named : undefined
}
