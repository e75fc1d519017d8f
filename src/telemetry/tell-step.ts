/** Runs each message's step in the trace that the message carries, and tells of the run and of how old the message was. */
import type { Clock } from '../domain/clock.ts'
import { readMessage, type QueueName } from '../domain/messages.ts'
import { BadMessage } from '../domain/errors.ts'
import { metricNames } from './events.ts'
import type { Telemetry } from './telemetry.ts'
import { inTrace, newTrace } from './trace.ts'

type Run<Context> = (body: unknown, context: Context) => Promise<void>

export function tellingStep<Context>(
  telemetry: Telemetry,
  clock: Clock,
  queue: QueueName,
  run: Run<Context>,
): Run<Context> {
  return (body, context) => {
    const known = envelopeOf(queue, body)
    return inTrace(known?.trace ?? newTrace(), async () => {
      const began = clock.now().getTime()
      if (known !== undefined) {
        const value = (began - Date.parse(known.since)) / 1_000
        telemetry.tell({ kind: 'metric', name: metricNames.queueAge, value, properties: { queue } })
      }
      let isSuccess = false
      try {
        await run(body, context)
        isSuccess = true
      } finally {
        telemetry.tell({ kind: 'step', step: queue, isSuccess, ms: clock.now().getTime() - began })
      }
    })
  }
}

/** undefined where the step will find the message bad. */
function envelopeOf(
  queue: QueueName,
  body: unknown,
): { trace?: string | undefined; since: string } | undefined {
  try {
    return readMessage(queue, body)
  } catch (error) {
    if (error instanceof BadMessage) return undefined
    throw error
  }
}
