/** What an error of the OpenAI SDK means. Its texts may quote a key or the document, so that none of them goes on. */
import { AgentError, DependencyFailed, Misconfigured, RemoteAnswer } from '../../domain/errors.ts'
import { chain, connectionFailure, statusFailure } from '../http-failure.ts'

/** The SDK is loaded on first use only, so that its errors are known by their shape. */
interface ApiError extends Error {
  readonly status: number
  readonly headers?: Headers
  readonly code?: string | null
}

const isApiError = (error: unknown): error is ApiError =>
  error instanceof Error && 'status' in error && typeof error.status === 'number'

export function translateOpenai(error: unknown): Error {
  const ours = chain(error).find((each) => each instanceof AgentError)
  if (ours !== undefined) return ours
  if (isApiError(error)) return answerFailure(error)
  const connection = connectionFailure('openai', error)
  if (connection !== undefined) return connection
  const name = error instanceof Error ? error.constructor.name : ''
  if (/^(APIUserAbortError|APIConnectionTimeoutError)$/.test(name))
    return new DependencyFailed('openai', 'timeout', { mayHaveActed: true, cause: new Error(name) })
  if (name === 'APIConnectionError')
    return new DependencyFailed('openai', 'network', { mayHaveActed: true, cause: new Error(name) })
  // The answer was not JSON, such as the page of a proxy.
  if (error instanceof SyntaxError)
    return new DependencyFailed('openai', 'server-error', { mayHaveActed: true, cause: new Error(name) })
  return error instanceof Error ? error : new Error('the model failed without an error', { cause: error })
}

function answerFailure({ status, headers, code: named }: ApiError): AgentError {
  const code = named ?? undefined
  if (status === 400 && /content_filter|ResponsibleAIPolicyViolation/i.test(code ?? ''))
    return new RemoteAnswer('openai', 'content-filter', { status, code })
  // There is nothing to be found but the deployment: its name or the endpoint is wrong.
  if (status === 404) return new Misconfigured('openai', { status, cause: new Error(code ?? 'not found') })
  return statusFailure('openai', { status, code, headers })
}
