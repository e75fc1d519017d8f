/** Graph: change-notification subscriptions, made only where the address answers the validation, kept until they expire. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Call, Route } from '../http.ts'
import { graphError, notFound } from './errors.ts'
import type { Notifier } from './notifier.ts'
import { graphJson, graphRoute, wantsImmutableIds, type GraphLab } from './route.ts'
import { isLive, isWatchable, type Subscription } from './subscription.ts'

export interface SubscriptionHabits {
  /** Longest life of a subscription to mail in minutes; documents name 10,080 and, older ones, 4,230. */
  readonly subscriptionMinutes: number
}

/** Shorter lives are made longer (docs: "subscription resource type"). */
const shortestMs = 45 * 60_000

const request = z.object({
  changeType: z.string().regex(/^(created|updated|deleted)(,(created|updated|deleted))*$/),
  notificationUrl: z.url(),
  lifecycleNotificationUrl: z.url().optional(),
  resource: z.string().min(1),
  expirationDateTime: z.iso.datetime({ offset: true }),
  clientState: z.string().max(128).optional(),
})
const renewal = z.strictObject({
  expirationDateTime: z.iso.datetime({ offset: true }),
  notificationUrl: z.url().optional(),
})

export function subscriptionRoutes(
  lab: GraphLab,
  habits: SubscriptionHabits,
  kept: Map<string, Subscription>,
  notifier: Notifier,
): Route[] {
  const path = '/subscriptions'

  /** One that has expired is gone, as in Graph. */
  function subscriptionOf(call: Call): Subscription {
    const subscription = kept.get(call.params.id ?? '')
    if (subscription === undefined || !isLive(subscription, lab.clock.now())) throw notFound()
    return subscription
  }

  function expiry(asked: string): string {
    const left = Date.parse(asked) - lab.clock.now().getTime()
    const { subscriptionMinutes } = habits
    if (left <= 0 || left > (subscriptionMinutes + 1) * 60_000)
      throw invalid(`Subscription expiration can only be up to ${subscriptionMinutes} minutes in the future.`)
    return new Date(lab.clock.now().getTime() + Math.max(left, shortestMs)).toISOString()
  }

  async function assertAnswers(...urls: readonly (string | undefined)[]): Promise<void> {
    for (const url of new Set(urls))
      if (url !== undefined && !(await notifier.answersValidation(url)))
        throw invalid(
          'Subscription validation request failed. The notification URL did not answer as it must.',
        )
  }

  return [
    graphRoute(lab, 'createSubscription', 'POST', path, async (call) => {
      const given = read(call, request)
      if (!isWatchable(lab.mailbox, given.resource))
        throw invalid(`Resource '${given.resource}' is not known.`)
      const expirationDateTime = expiry(given.expirationDateTime)
      await assertAnswers(given.notificationUrl, given.lifecycleNotificationUrl)
      const hasImmutableIds = wantsImmutableIds(call)
      const subscription = { ...given, expirationDateTime, hasImmutableIds, id: randomUUID() }
      kept.set(subscription.id, subscription)
      return { status: 201, body: shown(subscription) }
    }),
    graphRoute(lab, 'listSubscriptions', 'GET', path, () => ({
      status: 200,
      body: { value: [...kept.values()].filter((one) => isLive(one, lab.clock.now())).map(shown) },
    })),
    graphRoute(lab, 'getSubscription', 'GET', `${path}/:id`, (call) => ({
      status: 200,
      body: shown(subscriptionOf(call)),
    })),
    graphRoute(lab, 'renewSubscription', 'PATCH', `${path}/:id`, async (call) => {
      const old = subscriptionOf(call)
      const { notificationUrl = old.notificationUrl, ...given } = read(call, renewal)
      const expirationDateTime = expiry(given.expirationDateTime)
      if (notificationUrl !== old.notificationUrl) await assertAnswers(notificationUrl)
      const renewed = { ...old, expirationDateTime, notificationUrl }
      kept.set(renewed.id, renewed)
      return { status: 200, body: shown(renewed) }
    }),
    graphRoute(lab, 'deleteSubscription', 'DELETE', `${path}/:id`, (call) => {
      kept.delete(subscriptionOf(call).id)
      return { status: 204 }
    }),
  ]
}

const invalid = (message: string) => graphError(400, 'ValidationError', message)

function read<T>(call: Call, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(graphJson(call))
  if (parsed.success) return parsed.data
  throw invalid(z.prettifyError(parsed.error))
}

/** The client state is a secret of the client and never shown again. */
const shown = (subscription: Subscription): Record<string, unknown> => ({
  ...subscription,
  clientState: null,
  hasImmutableIds: undefined,
})
