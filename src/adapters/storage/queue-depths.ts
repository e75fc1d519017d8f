/** How full the queues are: two counts a queue, and a look at the message in front where there is one. */
import type { QueueServiceClient } from '@azure/storage-queue'
import type { QueueDepths } from '../../domain/ports/queues.ts'
import type { Guard } from '../../resilience/guard.ts'
import { poisonName } from './names.ts'

const idempotent = true

export function makeQueueDepths(queues: QueueServiceClient, guard: Guard): QueueDepths {
  async function count(name: string): Promise<number> {
    const client = queues.getQueueClient(name)
    const { approximateMessagesCount } = await guard.call(
      'count-messages',
      (abortSignal) => client.getProperties({ abortSignal }),
      { idempotent },
    )
    return approximateMessagesCount ?? 0
  }

  async function front(name: string): Promise<Date | undefined> {
    const client = queues.getQueueClient(name)
    const { peekedMessageItems } = await guard.call(
      'peek-message',
      (abortSignal) => client.peekMessages({ abortSignal, numberOfMessages: 1 }),
      { idempotent },
    )
    return peekedMessageItems[0]?.insertedOn
  }

  return {
    async depth(queue) {
      const [waiting, poisoned] = await Promise.all([count(queue), count(poisonName(queue))])
      return { waiting, poisoned, oldest: waiting === 0 ? undefined : await front(queue) }
    },
  }
}
