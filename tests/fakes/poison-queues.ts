/** Poison queues in memory, beside the queues that their messages go back to. */
import { after, minutes, systemClock, type Clock } from '../../src/domain/clock.ts'
import type { QueueName } from '../../src/domain/messages.ts'
import type { PoisonMessage, PoisonQueues } from '../../src/domain/ports/queues.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakePoisonQueues extends PoisonQueues, Faults<keyof PoisonQueues> {
  /** The host gives up on a message. */
  give(queue: QueueName, text: string): void
  /** All that lies there, hidden or not. */
  readonly all: readonly { readonly queue: QueueName; readonly message: PoisonMessage }[]
}

const batch = 32
const lease = minutes(2)

/** `putRaw` is where a redriven body goes. */
export function fakePoisonQueues(
  putRaw: (queue: QueueName, text: string) => void,
  clock: Clock = systemClock,
): FakePoisonQueues {
  const { faults, run } = faultPoint<keyof PoisonQueues>()
  const lying: { queue: QueueName; message: PoisonMessage; visibleAt: Date }[] = []
  let ids = 0
  return {
    ...faults,
    all: lying,
    give(queue, text) {
      const at = clock.now()
      lying.push({ queue, message: { poisonId: `poison-${++ids}`, text, at, receipt: '' }, visibleAt: at })
    },
    take: (queue) =>
      run('take', () => {
        const now = clock.now()
        const taken = lying.filter((each) => each.queue === queue && each.visibleAt <= now).slice(0, batch)
        for (const each of taken) each.visibleAt = after(now, lease)
        return taken.map(({ message }) => ({ ...message }))
      }),
    remove: (queue, message) =>
      run('remove', () => {
        const place = lying.findIndex(
          (each) => each.queue === queue && each.message.poisonId === message.poisonId,
        )
        if (place >= 0) lying.splice(place, 1)
      }),
    redrive: (queue, text) => run('redrive', () => putRaw(queue, text)),
  }
}
