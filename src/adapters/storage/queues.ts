/** The flow's queues. Messages never expire; a delay hides them first. */
import type { QueueServiceClient } from '@azure/storage-queue'
import { days } from '../../domain/clock.ts'
import { BadMessage } from '../../domain/errors.ts'
import type { Message, QueueName } from '../../domain/messages.ts'
import type { Queues } from '../../domain/ports/queues.ts'
import type { Guard } from '../../resilience/guard.ts'

/** A message holds 64 KB, and base64 makes four bytes of three (Azure Queue Storage limits). */
const messageBytes = 48 * 1024
/** Seconds: the service hides no message for longer. */
const longestDelay = days(7) / 1_000
/** Without it a message is gone after seven days. */
const neverExpires = -1

export function makeQueues(queues: QueueServiceClient, guard: Guard): Queues {
  const put = async (
    queue: QueueName,
    message: Message,
    delayMs: number,
    passing: { operation: string; evenIfOpen: boolean },
  ): Promise<void> => {
    const text = encode(queue, message)
    const visibilityTimeout = Math.min(Math.max(0, Math.ceil(delayMs / 1_000)), longestDelay)
    const client = queues.getQueueClient(queue)
    // A second try may put a message twice, and every step bears that; a put that fails costs the step all its work.
    await guard.call(
      passing.operation,
      (abortSignal) =>
        client.sendMessage(text, { abortSignal, messageTimeToLive: neverExpires, visibilityTimeout }),
      { idempotent: true, evenIfOpen: passing.evenIfOpen },
    )
  }
  return {
    put: (queue, message, delayMs = 0) =>
      put(queue, message, delayMs, { operation: 'put-message', evenIfOpen: false }),
    putBack: (queue, message, delayMs) =>
      put(queue, message, delayMs, { operation: 'put-back', evenIfOpen: true }),
  }
}

/** Base64, as host.json's default messageEncoding expects it. */
function encode(queue: QueueName, message: Message): string {
  const json = Buffer.from(JSON.stringify(message))
  if (json.byteLength > messageBytes)
    throw new BadMessage(
      `a message for ${queue} of ${json.byteLength} bytes is more than a queue takes (${messageBytes}): keep the rest in a blob`,
    )
  return json.toString('base64')
}
