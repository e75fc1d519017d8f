/** Keeps one live subscription for each folder: renews it at half of its life, makes it anew where it is gone, ends any other. */
import { after, minutes, seconds, type Clock } from '../domain/clock.ts'
import { isAnswer, NotYet } from '../domain/errors.ts'
import type { Bookmarks } from '../domain/ports/bookmarks.ts'
import type { Queues } from '../domain/ports/queues.ts'
import type { Subscription, Subscriptions } from '../domain/subscription.ts'
import type { Check } from './check-mailbox.ts'
import { wishCheck } from './wish-check.ts'

export interface KeepSubscribed {
  /** undefined where the settings name no webhook any more. */
  subscriptions: Subscriptions | undefined
  bookmarks: Bookmarks
  queues: Queues
  clock: Clock
  folders: readonly string[]
}

/** Runs one at a time (check-mailbox.ts). What Graph lists is the truth; the bookmark only says when it was renewed last. */
export function makeKeepSubscribed({
  subscriptions,
  ...rest
}: KeepSubscribed): (check: Check) => Promise<void> {
  return async (check) => {
    if (subscriptions === undefined) return
    const deps = { ...rest, subscriptions }
    const listed = await deps.subscriptions.list(deps.folders)
    const used = new Set<string>()
    let refused: NotYet | undefined
    for (const folder of deps.folders) {
      try {
        used.add(await keptAlive(deps, folder, longestLived(listed, folder), check))
      } catch (error) {
        // One folder that is not there takes nothing from the others.
        if (!(error instanceof NotYet)) throw error
        refused = error
      }
    }
    // Only now: of two that were made at once one is ended, never both.
    for (const { id } of listed) if (!used.has(id)) await deps.subscriptions.remove(id)
    if (refused !== undefined) throw refused
  }
}

type Keep = KeepSubscribed & { subscriptions: Subscriptions }

/** The id of the one that brings the folder's notices from now on. */
async function keptAlive(
  deps: Keep,
  folder: string,
  live: Subscription | undefined,
  check: Check,
): Promise<string> {
  const known = live === undefined ? undefined : await renewed(deps, folder, live, check)
  if (known !== undefined) return known
  const id = await create(deps, folder, check)
  // Nobody told of what came while there was none.
  await wishCheck(deps, 'catch-up')
  return id
}

/** The id breaks a tie, so that everybody chooses the same. */
function longestLived(listed: readonly Subscription[], folder: string): Subscription | undefined {
  return listed
    .filter((one) => one.folder === folder)
    .toSorted((a, b) => b.expiresAt.getTime() - a.expiresAt.getTime() || (a.id < b.id ? -1 : 1))[0]
}

/** The id of the subscription that lives on; undefined where it is gone. */
async function renewed(
  deps: Keep,
  folder: string,
  { id }: Subscription,
  { work }: Check,
): Promise<string | undefined> {
  const kept = await deps.bookmarks.subscription(folder)
  const isDue = kept?.id !== id || deps.clock.now() >= kept.renewAt
  if (!isDue && work === 'renew-if-due') return id
  try {
    await keep(deps, folder, id, await deps.subscriptions.renew(id))
    return id
  } catch (error) {
    if (isAnswer(error, 'not-found')) return undefined
    throw error
  }
}

async function create(deps: Keep, folder: string, check: Check): Promise<string> {
  try {
    const { id, expiresAt } = await deps.subscriptions.create(folder)
    await keep(deps, folder, id, expiresAt)
    return id
  } catch (error) {
    if (!isAnswer(error, 'rejected') && !isAnswer(error, 'not-found')) throw error
    // Mostly our own address did not answer in time: polling serves until it does.
    const pause = Math.min(seconds(5) * 2 ** check.deferrals, minutes(15))
    throw new NotYet(
      'Graph made no subscription: can it reach MAIL_WEBHOOK_URL, and are the INVOICE_FOLDERS there?',
      after(deps.clock.now(), pause),
      error,
    )
  }
}

async function keep(deps: Keep, folder: string, id: string, expiresAt: Date): Promise<void> {
  const now = deps.clock.now()
  const renewAt = after(now, (expiresAt.getTime() - now.getTime()) / 2)
  await deps.bookmarks.saveSubscription(folder, {
    id,
    mark: deps.subscriptions.mark(folder),
    renewAt,
    expiresAt,
  })
}
