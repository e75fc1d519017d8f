/** Whether the queues are there and can be counted, and whether messages can be put and taken: in a queue of its own. */
import { allQueues } from '../../../src/adapters/storage/names.ts'
import { isAnswer } from '../../../src/domain/errors.ts'
import { failed, ok, type Check } from '../check.ts'
import type { Installation } from '../installation.ts'
import { leaveNothing } from '../leave-nothing.ts'
import { storageAdvice } from './storage-advice.ts'

const advice = storageAdvice('Queue')

export const queues: Check = {
  name: 'queues',
  async run(installation) {
    const counts = await Promise.all(allQueues.map((name) => countOf(installation, name)))
    const missing = allQueues.filter((_, at) => counts[at] === undefined)
    if (missing.length > 0) return failed(`not there: ${missing.join(', ')}`, advice['not-found'] ?? '')
    const sum = (isPoison: boolean): number =>
      allQueues.reduce(
        (all, name, at) => all + (name.endsWith('-poison') === isPoison ? (counts[at] ?? 0) : 0),
        0,
      )
    return ok(`all ${allQueues.length} are there; ${sum(false)} messages wait, ${sum(true)} in poison queues`)
  },
  advice,
}

/** undefined where there is no such queue. */
async function countOf({ storage, guards }: Installation, name: string): Promise<number | undefined> {
  try {
    const { approximateMessagesCount = 0 } = await guards['storage-queue'].call(
      'count-messages',
      (abortSignal) => storage.queues.getQueueClient(name).getProperties({ abortSignal }),
      { idempotent: true },
    )
    return approximateMessagesCount
  } catch (error) {
    if (isAnswer(error, 'not-found')) return undefined
    throw error
  }
}

/** Seconds after which the message would go by itself. */
const messageTimeToLive = 60

/** Never in a queue of the app's: a step would take the message for work. */
export const queueMessage: Check = {
  name: 'queue message',
  needs: 'queues',
  async run({ storage, guards, mark }) {
    const name = `doctor-${mark.toLowerCase()}`
    const queue = storage.queues.getQueueClient(name)
    const guard = guards['storage-queue']
    await leaveNothing(
      async () => {
        await guard.call('create-queue', (abortSignal) => queue.create({ abortSignal }))
        await guard.call('put-message', (abortSignal) =>
          queue.sendMessage(mark, { abortSignal, messageTimeToLive }),
        )
        const { receivedMessageItems } = await guard.call('take-message', (abortSignal) =>
          queue.receiveMessages({ abortSignal }),
        )
        for (const { messageId, popReceipt } of receivedMessageItems)
          await guard.call('delete-message', (abortSignal) =>
            queue.deleteMessage(messageId, popReceipt, { abortSignal }),
          )
      },
      () =>
        guard.call('delete-queue', (abortSignal) => queue.deleteIfExists({ abortSignal }), {
          idempotent: true,
        }),
      { what: 'a queue was made, but not deleted again', advice: `Delete the queue ${name} by hand.` },
    )
    return ok('one put, taken and deleted, in a queue of its own that is gone again')
  },
  advice,
}
