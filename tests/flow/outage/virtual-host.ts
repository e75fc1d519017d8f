/** The host on virtual time: 16 + 8 messages of a queue at work, leases, five attempts, timers; its own calls need the queues too. */
import { minutes, seconds } from '../../../src/domain/clock.ts'
import { textOf } from '../../../src/domain/case.ts'
import { queueNames, type QueueName } from '../../../src/domain/messages.ts'
import type { Agent } from '../agent.ts'
import type { QueuedMessage } from '../../fakes/queues.ts'

/** host.json, and the queue extension's lease. */
const batchSize = 16
const newBatchThreshold = 8
const mostRuns = 5
const pollEvery = seconds(1)
const showAgainAfter = seconds(30)
const lease = minutes(10)

export interface VirtualHost {
  /** What a step threw: each is one of the five attempts. */
  readonly burned: readonly { readonly queue: QueueName; readonly error: unknown }[]
  /** The highest count of deferrals that a message was seen with. */
  mostDeferrals(): number
  /** Messages that were received, as often as they were. */
  received(): number
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** `queuesAreAway` says whether the queue service answers the host itself. */
export function startVirtualHost(it: Agent, queuesAreAway: () => boolean): VirtualHost {
  const burned: { queue: QueueName; error: unknown }[] = []
  let mostDeferrals = 0
  let received = 0

  async function runOne(queue: QueueName, message: QueuedMessage): Promise<void> {
    const attempt = message.runs + 1
    const endOfLease = it.clock.now().getTime() + lease
    const failed = await it.run(queue, message.message).then(
      () => false,
      (error: unknown) => {
        burned.push({ queue, error })
        return true
      },
    )
    // Neither deleting the message nor moving it gets through: it shows again when its lease is over.
    if (queuesAreAway())
      return it.queues.showAgain(queue, message.message, endOfLease - it.clock.now().getTime(), attempt)
    if (!failed) return
    if (attempt >= mostRuns) it.poison.give(queue, textOf(message.message))
    else it.queues.showAgain(queue, message.message, showAgainAfter, attempt)
  }

  function receive(queue: QueueName): QueuedMessage[] {
    const batch: QueuedMessage[] = []
    while (!queuesAreAway() && batch.length < batchSize) {
      const message = it.queues.takeWhole(queue)
      if (message === undefined) break
      mostDeferrals = Math.max(mostDeferrals, message.message.deferrals)
      received++
      batch.push(message)
    }
    return batch
  }

  async function listen(queue: QueueName): Promise<never> {
    const working = new Set<Promise<void>>()
    for (;;) {
      const batch = receive(queue)
      for (const message of batch) {
        const work: Promise<void> = runOne(queue, message).finally(() => working.delete(work))
        working.add(work)
      }
      if (batch.length === 0) await pause(pollEvery)
      while (working.size > newBatchThreshold) await Promise.race(working)
    }
  }

  async function runEvery(ms: number, tick: () => Promise<void>): Promise<never> {
    for (;;) {
      await pause(ms)
      await tick()
    }
  }

  for (const queue of queueNames) void listen(queue)
  void runEvery(minutes(5), it.tick)
  void runEvery(minutes(1), it.drainTick)
  return { burned, mostDeferrals: () => mostDeferrals, received: () => received }
}
