/** Keeps why a message failed, since the host says nothing of it when it gives up. */
import { caseIdOf, failureOf, textOf } from '../domain/case.ts'
import type { Clock } from '../domain/clock.ts'
import { AgentError } from '../domain/errors.ts'
import type { QueueName } from '../domain/messages.ts'
import type { Cases } from '../domain/ports/cases.ts'

export type NoteFailure = (failed: { queue: QueueName; body: unknown; error: unknown }) => Promise<void>

/** One small write, as well as may be: with the table away the message counts as one that left no error. */
export function makeNoteFailure(deps: { cases: Cases; clock: Clock }): NoteFailure {
  return async ({ queue, body, error }) => {
    try {
      await deps.cases.noteFailure(caseIdOf(queue, textOf(body)), failureOf(error, deps.clock))
    } catch (unwritten) {
      // Its guard has told of it; the error that was to be kept goes on to the host and must not be hidden.
      if (!(unwritten instanceof AgentError))
        throw new AggregateError([error, unwritten], 'the failure could not be kept')
    }
  }
}
