/** Puts the wish that the mailbox be looked after; a `mailbox-check` run fulfils it. */
import { seconds, type Clock } from '../domain/clock.ts'
import type { Bookmarks } from '../domain/ports/bookmarks.ts'
import type { Queues } from '../domain/ports/queues.ts'
import type { Subscriptions } from '../domain/subscription.ts'
import type { Check } from './check-mailbox.ts'

export interface WishCheck {
  queues: Queues
  clock: Clock
}

export async function wishCheck(deps: WishCheck, work: Check['work'], delayMs = 0): Promise<void> {
  const since = deps.clock.now().toISOString()
  await deps.queues.put('mailbox-check', { v: 1, since, deferrals: 0, work }, delayMs)
}

export interface WishRenewal extends WishCheck {
  /** undefined where the settings name no webhook: then nothing is ever wished. */
  subscriptions: Subscriptions | undefined
  bookmarks: Bookmarks
  folders: readonly string[]
}

/** Graph asks our address before it makes a subscription: by then this process must listen. */
const listeningMs = seconds(3)

/**
 * The timer's: Graph is asked what there is. Not here but by the run that fulfils the wish, which is put off like any
 * other work while Graph is away.
 */
export function makeWishRenewal(deps: WishRenewal): () => Promise<void> {
  return async () => {
    if (deps.subscriptions !== undefined) await wishCheck(deps, 'renew-if-due')
  }
}

/** A start's: only where half of a life is over, since on a busy day many processes start. */
export function makeWishRenewalAtStart(deps: WishRenewal): () => Promise<void> {
  return async () => {
    const { subscriptions, bookmarks, folders, clock } = deps
    if (subscriptions === undefined) return
    for (const folder of folders) {
      const kept = await bookmarks.subscription(folder)
      const isLive = kept?.mark === subscriptions.mark(folder) && clock.now() < kept.renewAt
      if (!isLive) return wishCheck(deps, 'renew-if-due', listeningMs)
    }
  }
}
