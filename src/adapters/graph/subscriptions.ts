/** Subscriptions to what comes into a folder: Graph posts a notice of each new mail to our address. */
import { after, minutes, systemClock, type Clock } from '../../domain/clock.ts'
import { isAnswer } from '../../domain/errors.ts'
import { sha256 } from '../../domain/ids.ts'
import type { Subscription, Subscriptions } from '../../domain/subscription.ts'
import { shaped, subscription, subscriptionPage } from './answers.ts'
import type { Graph } from './client.ts'
import { createFolders } from './folders.ts'

export interface SubscriptionSettings {
  readonly mailbox: string
  /** Where this app's /webhooks/graph is reached from outside. */
  readonly url: string
  readonly clientState: string
}

/** The longest life of a subscription to mail, and what older Graph documents name (docs: "subscription resource type"). */
const lives = [minutes(10_080), minutes(4_230)]
/** Graph counts from its own clock: a life of exactly the longest may be seconds too long there. */
const marginMs = minutes(1)

/**
 * Graph never shows a client state again, and need not show the resource as it was asked for. So the address says what a
 * subscription was made with: the folder, and 16 bits of a hash of the client state, which show a change and give nothing away.
 */
export function createSubscriptions(
  graph: Graph,
  { mailbox, url, clientState }: SubscriptionSettings,
  clock: Clock = systemClock,
): Subscriptions {
  const folders = createFolders(graph)
  const state = sha256(clientState).slice(0, 4)

  function address(folder: string): string {
    const made = new URL(url)
    const watched = sha256(JSON.stringify([mailbox, folder])).slice(0, 8)
    made.searchParams.set('watch', `${watched}-${state}`)
    return made.href
  }

  const isHere = (text: string): boolean => {
    if (!URL.canParse(text)) return false
    const [{ origin, pathname }, ours] = [new URL(text), new URL(url)]
    return origin === ours.origin && pathname === ours.pathname
  }

  /** Tries the next shorter life where Graph turns one down. */
  async function withLongestLife<T>(ask: (expirationDateTime: string) => Promise<T>): Promise<T> {
    for (const life of lives.slice(0, -1)) {
      try {
        return await ask(after(clock.now(), life - marginMs).toISOString())
      } catch (error) {
        if (!(isAnswer(error, 'rejected') && error.status === 400)) throw error
      }
    }
    return ask(after(clock.now(), (lives.at(-1) ?? 0) - marginMs).toISOString())
  }

  return {
    async list(wanted) {
      const folderAt = new Map(wanted.map((folder) => [address(folder), folder]))
      let page = await graph.callApp(
        'listSubscriptions',
        async (api) => shaped(subscriptionPage, await api('/subscriptions').get()),
        { idempotent: true },
      )
      const all = [...page.value]
      while (page['@odata.nextLink'] !== undefined) {
        const link = graph.relative(page['@odata.nextLink'])
        page = await graph.follow('listSubscriptions', link, async (request) =>
          shaped(subscriptionPage, await request.get()),
        )
        all.push(...page.value)
      }
      return all
        .filter(({ notificationUrl }) => isHere(notificationUrl))
        .map(({ id, notificationUrl, expirationDateTime: expiresAt }): Subscription => {
          return { id, folder: folderAt.get(notificationUrl), expiresAt }
        })
    },
    async create(folder) {
      const segment = decodeURIComponent(await folders.segment(folder))
      const made = await withLongestLife((expirationDateTime) =>
        graph.callApp('createSubscription', async (api) =>
          shaped(
            subscription,
            await api('/subscriptions').post({
              changeType: 'created',
              resource: `users/${mailbox}/mailFolders('${segment.replaceAll("'", "''")}')/messages`,
              notificationUrl: address(folder),
              // It can be set now and never later.
              lifecycleNotificationUrl: address(folder),
              clientState,
              expirationDateTime,
            }),
          ),
        ),
      )
      return { id: made.id, folder, expiresAt: made.expirationDateTime }
    },
    async renew(id) {
      const answer = await withLongestLife((expirationDateTime) =>
        graph.callApp(
          'renewSubscription',
          async (api) =>
            shaped(
              subscription,
              await api(`/subscriptions/${encodeURIComponent(id)}`).patch({ expirationDateTime }),
            ),
          { idempotent: true },
        ),
      )
      return answer.expirationDateTime
    },
    async remove(id) {
      try {
        await graph.callApp(
          'deleteSubscription',
          (api) => api(`/subscriptions/${encodeURIComponent(id)}`).delete(),
          {
            idempotent: true,
          },
        )
      } catch (error) {
        if (!isAnswer(error, 'not-found')) throw error
      }
    },
    mark: (folder) => sha256(address(folder)).slice(0, 32),
  }
}
