/** Graph: change-notification subscriptions, kept and shown; the lab does not deliver notifications yet. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Call, Route } from '../http.ts'
import { badRequest, graphError, notFound } from './errors.ts'
import { graphJson, graphRoute, type GraphLab } from './route.ts'

/** Longest life of a subscription to mail (docs: "subscription resource type"). */
const longestMs = 10_080 * 60_000

const request = z.object({
  changeType: z.string().regex(/^(created|updated|deleted)(,(created|updated|deleted))*$/),
  notificationUrl: z.url(),
  lifecycleNotificationUrl: z.url().optional(),
  resource: z.string().min(1),
  expirationDateTime: z.iso.datetime({ offset: true }),
  clientState: z.string().max(128).optional(),
})

export type Subscription = z.infer<typeof request> & { readonly id: string }

export function subscriptionRoutes(lab: GraphLab, kept: Map<string, Subscription>): Route[] {
  const path = '/subscriptions'
  return [
    graphRoute(lab, 'createSubscription', 'POST', path, (call) => {
      const parsed = request.safeParse(graphJson(call))
      if (!parsed.success) throw graphError(400, 'ValidationError', z.prettifyError(parsed.error))
      assertExpiry(lab, parsed.data.expirationDateTime)
      const subscription = { ...parsed.data, id: randomUUID() }
      kept.set(subscription.id, subscription)
      return { status: 201, body: shown(subscription) }
    }),
    graphRoute(lab, 'listSubscriptions', 'GET', path, () => ({
      status: 200,
      body: { value: [...kept.values()].map(shown) },
    })),
    graphRoute(lab, 'getSubscription', 'GET', `${path}/:id`, (call) => ({
      status: 200,
      body: shown(subscriptionOf(lab, kept, call)),
    })),
    graphRoute(lab, 'renewSubscription', 'PATCH', `${path}/:id`, (call) => {
      const old = subscriptionOf(lab, kept, call)
      const parsed = z
        .strictObject({
          expirationDateTime: z.iso.datetime({ offset: true }),
          notificationUrl: z.url().optional(),
        })
        .safeParse(graphJson(call))
      if (!parsed.success) throw badRequest(z.prettifyError(parsed.error))
      assertExpiry(lab, parsed.data.expirationDateTime)
      const { expirationDateTime, notificationUrl = old.notificationUrl } = parsed.data
      const renewed = { ...old, expirationDateTime, notificationUrl }
      kept.set(renewed.id, renewed)
      return { status: 200, body: shown(renewed) }
    }),
    graphRoute(lab, 'deleteSubscription', 'DELETE', `${path}/:id`, (call) => {
      kept.delete(subscriptionOf(lab, kept, call).id)
      return { status: 204 }
    }),
  ]
}

function assertExpiry(lab: GraphLab, expirationDateTime: string): void {
  const left = Date.parse(expirationDateTime) - lab.clock.now().getTime()
  if (left <= 0 || left > longestMs + 60_000)
    throw graphError(
      400,
      'ValidationError',
      'Subscription expiration can only be up to 10080 minutes in the future.',
    )
}

/** One that has expired is gone, as in Graph. */
function subscriptionOf(lab: GraphLab, kept: Map<string, Subscription>, call: Call): Subscription {
  const subscription = kept.get(call.params.id ?? '')
  if (subscription === undefined || Date.parse(subscription.expirationDateTime) <= lab.clock.now().getTime())
    throw notFound()
  return subscription
}

/** The client state is a secret of the client and never shown again. */
const shown = (subscription: Subscription): Record<string, unknown> => ({
  ...subscription,
  clientState: null,
})
