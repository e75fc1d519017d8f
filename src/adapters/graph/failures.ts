/** What an error of the Graph SDK means to the agent. */
import { GraphClientError, GraphError } from '@microsoft/microsoft-graph-client'
import { AgentError, DependencyFailed, RemoteAnswer } from '../../domain/errors.ts'
import { connectionFailure, statusFailure } from '../http-failure.ts'

/** Codes of a delta token that Graph no longer knows; some come with 400 instead of 410. */
const tokenIsGone =
  /^(syncState(NotFound|Invalid)|resync(Required|ChangesApplyDifferences|ChangesUploadDifferences))$/i

/** A mail that is not there, under whatever status. */
const itemIsGone = /^(ErrorItemNotFound|ErrorMessageNotFound|itemNotFound)$/i

/** The answer with a status over 299; its body is read for the code alone: the message may hold an address. */
export async function answerFailure(response: Response): Promise<AgentError> {
  const code = await codeIn(response)
  const { status, headers } = response
  if (code !== undefined && status < 500 && tokenIsGone.test(code))
    return new RemoteAnswer('graph', 'gone', { status, code })
  if (code !== undefined && status < 500 && itemIsGone.test(code))
    return new RemoteAnswer('graph', 'not-found', { status, code })
  return statusFailure('graph', { status, code, headers })
}

async function codeIn(response: Response): Promise<string | undefined> {
  try {
    const { error } = (await response.json()) as { error?: { code?: unknown } }
    return typeof error?.code === 'string' ? error.code : undefined
  } catch {
    // A gateway's HTML page, or a body that broke off: the status says all there is.
    return undefined
  }
}

/** The SDK hands through only its own GraphClientError as it is, so that a failure travels inside one. */
export function carried(failure: unknown): GraphClientError {
  const error = new GraphClientError('carries a failure')
  error.customError = failure
  return error
}

/** Translates whatever a call through the client threw; what is no failure of Graph stays as it is. */
export function translateGraph(error: unknown): Error {
  const inner: unknown = error instanceof GraphClientError ? (error.customError ?? error) : error
  if (inner instanceof AgentError) return inner
  const failure = connectionFailure('graph', inner)
  if (failure !== undefined) return failure
  // The SDK wraps what happened while it read an answer, and keeps no more than the name.
  if (inner instanceof GraphError && inner.statusCode > 0)
    return new DependencyFailed('graph', inner.code === 'SyntaxError' ? 'server-error' : 'network', {
      mayHaveActed: true,
      status: inner.statusCode,
      cause: new Error(inner.code ?? 'broken answer'),
    })
  return inner instanceof Error ? inner : new Error('Graph failed without an error', { cause: inner })
}
