/** What an HTTP function answers where its work failed; no handler lets an error out, the host would answer an empty 500. */
import type { HttpResponseInit } from '@azure/functions'
import type { Clock } from '../domain/clock.ts'
import type { Dependency } from '../domain/dependency.ts'
import {
  AgentError,
  CallRefused,
  DecisionConflict,
  DependencyFailed,
  isAnswer,
  Misconfigured,
  RemoteAnswer,
} from '../domain/errors.ts'
import { problem } from './problem.ts'

/** `what` cannot be reached, such as "The vendor list". */
export function answerError(clock: Clock, what: string, error: unknown): HttpResponseInit {
  if (error instanceof DecisionConflict) return problem(409, 'Not as things stand', error.message)
  if (isAnswer(error, 'conflict'))
    return problem(409, 'Somebody else was first', `${what} changed meanwhile: look again, then try again.`)
  if (error instanceof CallRefused || error instanceof DependencyFailed) {
    const wait =
      error instanceof CallRefused
        ? Math.max(1, Math.ceil((error.retryAt.getTime() - clock.now().getTime()) / 1000))
        : 5
    return problem(
      503,
      `${nameOf(error.dependency)} is away`,
      `${what} cannot be reached now; try again later.`,
      {
        headers: { 'retry-after': String(wait) },
      },
    )
  }
  if (error instanceof AgentError)
    return problem(502, `${nameOf(whose(error))} refused`, `${what} could not be used: ${error.kind}.`)
  return problem(500, 'Our fault', 'Something went wrong that should not have; it is in the log.')
}

const whose = (error: AgentError): Dependency | undefined =>
  error instanceof RemoteAnswer || error instanceof Misconfigured ? error.dependency : undefined

const nameOf = (dependency: Dependency | undefined): string => (dependency === 'graph' ? 'Graph' : 'Storage')
