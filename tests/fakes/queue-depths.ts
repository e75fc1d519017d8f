/** How full the queues in memory are. */
import { systemClock, type Clock } from '../../src/domain/clock.ts'
import type { QueueDepths } from '../../src/domain/ports/queues.ts'
import type { FakePoisonQueues } from './poison-queues.ts'
import type { FakeQueues } from './queues.ts'

export const fakeQueueDepths = (
  queues: Pick<FakeQueues, 'all'>,
  poison: Pick<FakePoisonQueues, 'all'>,
  clock: Clock = systemClock,
): QueueDepths => ({
  async depth(queue) {
    const lying = queues.all.filter((each) => each.queue === queue)
    return {
      waiting: lying.length,
      oldest: lying.find(({ visibleAt }) => visibleAt <= clock.now())?.at,
      poisoned: poison.all.filter((each) => each.queue === queue).length,
    }
  },
})
