/** The queues between the steps, and those beside them in which the host puts what it gave up on. */
import type { MessageOf, QueueName } from '../messages.ts'

export interface Queues {
  /** Never expires; `delayMs` hides it first (7 days at most, longer is cut). */
  put<Q extends QueueName>(queue: Q, message: MessageOf<Q>, delayMs?: number): Promise<void>
  /** The put of a deferral: it alone passes an open storage-queue breaker. */
  putBack<Q extends QueueName>(queue: Q, message: MessageOf<Q>, delayMs: number): Promise<void>
}

/** A message that the host gave up on. */
export interface PoisonMessage {
  /** One for each time that the host gave up. */
  readonly poisonId: string
  readonly text: string
  readonly at: Date
  /** What removing it takes. */
  readonly receipt: string
}

/** The queues in which the host puts what it gave up on, one beside each of ours. */
export interface PoisonQueues {
  /** Some of what lies there, hidden from others for some minutes; empty where there is none. */
  take(queue: QueueName): Promise<readonly PoisonMessage[]>
  /** Also where somebody did so before. */
  remove(queue: QueueName, message: PoisonMessage): Promise<void>
  /** Puts a body into its own queue as it is, readable or not. */
  redrive(queue: QueueName, text: string): Promise<void>
}

/** How full a queue is; the service counts approximately. */
export interface QueueDepth {
  /** Messages in it, those that are hidden among them. */
  readonly waiting: number
  /** When the one in front came into it; undefined where none can be taken now. */
  readonly oldest: Date | undefined
  /** Messages in the poison queue beside it. */
  readonly poisoned: number
}

/** Looks into the queues and takes nothing. */
export interface QueueDepths {
  depth(queue: QueueName): Promise<QueueDepth>
}
