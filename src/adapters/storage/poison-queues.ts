/** The poison queues, which the host fills: their messages are taken under a lease and removed when their case stands. */
import type { QueueServiceClient } from '@azure/storage-queue'
import { isAnswer } from '../../domain/errors.ts'
import type { PoisonQueues } from '../../domain/ports/queues.ts'
import type { Guard } from '../../resilience/guard.ts'
import { poisonName } from './names.ts'

/** Most that the service gives at once. */
const batch = 32
/** Seconds in which the batch is worked off, some hundred small calls; what is left shows again, and twice does no harm. */
const leaseSeconds = 120
const neverExpires = -1

/** Taking twice only hides a batch for a while, and a body put back twice does no harm: every call may be tried again. */
const idempotent = true

export function makePoisonQueues(queues: QueueServiceClient, guard: Guard): PoisonQueues {
  return {
    async take(queue) {
      const client = queues.getQueueClient(poisonName(queue))
      const { receivedMessageItems } = await guard.call(
        'take-poison',
        (abortSignal) =>
          client.receiveMessages({ abortSignal, numberOfMessages: batch, visibilityTimeout: leaseSeconds }),
        { idempotent },
      )
      return receivedMessageItems.map(({ messageId, messageText, insertedOn, popReceipt }) => ({
        poisonId: messageId,
        text: decode(messageText),
        at: insertedOn,
        receipt: popReceipt,
      }))
    },
    async remove(queue, { poisonId, receipt }) {
      const client = queues.getQueueClient(poisonName(queue))
      try {
        await guard.call(
          'remove-poison',
          (abortSignal) => client.deleteMessage(poisonId, receipt, { abortSignal }),
          { idempotent },
        )
      } catch (error) {
        // Removed already, or somebody else has it since its lease ran out.
        if (!isAnswer(error, 'not-found') && !isMismatch(error)) throw error
      }
    },
    async redrive(queue, text) {
      const body = Buffer.from(text).toString('base64')
      const client = queues.getQueueClient(queue)
      await guard.call(
        'redrive-message',
        (abortSignal) => client.sendMessage(body, { abortSignal, messageTimeToLive: neverExpires }),
        { idempotent },
      )
    },
  }
}

const isMismatch = (error: unknown): boolean =>
  (isAnswer(error, 'rejected') || isAnswer(error, 'conflict')) && error.code === 'PopReceiptMismatch'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What is no base64 of UTF-8 is shown as it is: the host poisons such a message without a run. */
function decode(text: string): string {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) return text
  try {
    return utf8.decode(bytes)
  } catch {
    return text
  }
}
