/** What lies in the queues, and how long notices will still come: what stands still tells nothing by itself. */
import type { Clock } from '../domain/clock.ts'
import { queueNames, type QueueName } from '../domain/messages.ts'
import type { Bookmarks } from '../domain/ports/bookmarks.ts'
import type { QueueDepths } from '../domain/ports/queues.ts'
import type { Subscriptions } from '../domain/subscription.ts'

export interface TakeStock {
  depths: QueueDepths
  bookmarks: Bookmarks
  /** undefined where the settings name no webhook. */
  subscriptions: Subscriptions | undefined
  folders: readonly string[]
  clock: Clock
}

export interface Stock {
  readonly queues: readonly {
    readonly queue: QueueName
    readonly waiting: number
    /** How long the message in front has been in the queue; undefined where none lies there to be taken. */
    readonly oldestMs: number | undefined
    readonly poisoned: number
  }[]
  /** Until the first subscription ends: 0 where one has ended or was never made, undefined where none is wished for. */
  readonly subscribedMs: number | undefined
}

export function makeTakeStock(deps: TakeStock): () => Promise<Stock> {
  return async () => {
    const queues: Stock['queues'][number][] = []
    // One after another: while storage is away the first call says so, and no crowd counts against it.
    for (const queue of queueNames) queues.push(await queueStock(deps, queue))
    return { queues, subscribedMs: await subscribedFor(deps) }
  }
}

async function queueStock({ depths, clock }: TakeStock, queue: QueueName): Promise<Stock['queues'][number]> {
  const { waiting, poisoned, oldest } = await depths.depth(queue)
  const oldestMs = oldest === undefined ? undefined : Math.max(0, clock.now().getTime() - oldest.getTime())
  return { queue, waiting, oldestMs, poisoned }
}

async function subscribedFor(deps: TakeStock): Promise<number | undefined> {
  const { subscriptions, bookmarks, folders, clock } = deps
  if (subscriptions === undefined) return undefined
  const kept = await Promise.all(folders.map((folder) => bookmarks.subscription(folder)))
  const now = clock.now().getTime()
  return Math.min(...kept.map((one) => Math.max(0, (one?.expiresAt.getTime() ?? now) - now)))
}
