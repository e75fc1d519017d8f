/** Writes the trace into each message, so that the step which takes it up goes on with it. */
import type { MessageOf, QueueName } from '../domain/messages.ts'
import type { Queues } from '../domain/ports/queues.ts'
import { currentTrace, newTrace } from './trace.ts'

/** A mail begins a trace of its own, also where one poll finds many. */
export function carryTrace(queues: Queues): Queues {
  const carrying = <Q extends QueueName>(message: MessageOf<Q>, trace: string): MessageOf<Q> => ({
    ...message,
    trace: message.trace ?? trace,
  })
  return {
    put(queue, message, delayMs) {
      const trace = queue === 'mail-received' ? undefined : currentTrace()
      return queues.put(queue, carrying(message, trace ?? newTrace()), delayMs)
    },
    putBack: (queue, message, delayMs) =>
      queues.putBack(queue, carrying(message, currentTrace() ?? newTrace()), delayMs),
  }
}
