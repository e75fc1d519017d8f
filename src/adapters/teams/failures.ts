/** What an error of the Teams webhook means. Its address is a secret and stands in no error. */
import { AgentError, Misconfigured } from '../../domain/errors.ts'
import { connectionFailure, statusFailure } from '../http-failure.ts'

export function translateTeams(error: unknown): Error {
  if (error instanceof AgentError) return error
  // A text such as "Failed to parse URL from …" would tell the address: the name alone goes on.
  const name = error instanceof Error ? error.name : typeof error
  return connectionFailure('teams', error) ?? new Error(`the notice could not be sent: ${name}`)
}

/** There is nothing to be found but the flow: where it is gone somebody has to set another address. */
export function answerFailure({ status, headers }: Response): AgentError {
  if (status === 404 || status === 410) return new Misconfigured('teams', { status })
  return statusFailure('teams', { status, headers })
}
