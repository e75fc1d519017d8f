/** Queues in memory: a delay passes as the injected clock says. */
import { after, type Clock, days, systemClock } from '../../src/domain/clock.ts'
import { BadMessage } from '../../src/domain/errors.ts'
import type { Message, MessageOf, QueueName } from '../../src/domain/messages.ts'
import type { Queues } from '../../src/domain/ports/queues.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface QueuedMessage {
  readonly queue: QueueName
  readonly message: Message
  /** When it came into the queue. */
  readonly at: Date
  readonly visibleAt: Date
  readonly by: 'put' | 'putBack' | 'host' | 'redrive'
  /** How often the host has run it: its dequeue count. */
  readonly runs: number
}

export interface FakeQueues extends Queues, Faults<keyof Queues> {
  /** All that is queued, hidden or not, in order of arrival. */
  readonly all: readonly QueuedMessage[]
  /** The messages of one queue, hidden or not. */
  of<Q extends QueueName>(queue: Q): readonly MessageOf<Q>[]
  /** Takes the first message that is visible now. */
  take<Q extends QueueName>(queue: Q): MessageOf<Q> | undefined
  /** Takes it with all that the host knows of it. */
  takeWhole(queue: QueueName): QueuedMessage | undefined
  /** The host shows a message again whose run failed: no call of ours. */
  showAgain(queue: QueueName, message: Message, delayMs: number, runs?: number): void
  /** Puts any text, as a redrive does. */
  readonly putText: (queue: QueueName, text: string) => void
  /** That message, left where it is. */
  peek<Q extends QueueName>(queue: Q): MessageOf<Q> | undefined
}

export function fakeQueues(clock: Clock = systemClock): FakeQueues {
  const { faults, run } = faultPoint<keyof Queues>()
  const all: QueuedMessage[] = []
  const store = (by: QueuedMessage['by'], queue: QueueName, message: Message, delayMs: number, runs = 0) => {
    const bytes = Buffer.byteLength(JSON.stringify(message))
    if (bytes > 48 * 1024) throw new BadMessage(`a message for ${queue} of ${bytes} bytes is too long`)
    const at = clock.now()
    const visibleAt = after(at, Math.min(delayMs, days(7)))
    all.push({ queue, message: JSON.parse(JSON.stringify(message)) as Message, at, visibleAt, by, runs })
  }
  const add = (by: 'put' | 'putBack', queue: QueueName, message: Message, delayMs = 0) =>
    run(by, () => store(by, queue, message, delayMs))
  const takeWhole = (queue: QueueName) => {
    const now = clock.now().getTime()
    const place = all.findIndex((each) => each.queue === queue && each.visibleAt.getTime() <= now)
    return place < 0 ? undefined : all.splice(place, 1)[0]
  }
  return {
    ...faults,
    all,
    of: <Q extends QueueName>(queue: Q) =>
      all.filter((each) => each.queue === queue).map((each) => each.message as MessageOf<Q>),
    showAgain: (queue, message, delayMs, runs) => store('host', queue, message, delayMs, runs),
    putText: (queue, text) => store('redrive', queue, parse(text) as Message, 0),
    takeWhole,
    peek: <Q extends QueueName>(queue: Q) =>
      all.find((each) => each.queue === queue && each.visibleAt <= clock.now())?.message as
        | MessageOf<Q>
        | undefined,
    take: <Q extends QueueName>(queue: Q) => takeWhole(queue)?.message as MessageOf<Q> | undefined,
    put: (queue, message, delayMs) => add('put', queue, message, delayMs),
    putBack: (queue, message, delayMs) => add('putBack', queue, message, delayMs),
  }
}

/** What the host would hand to the function. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
