/** Tells subscribers of new mail and of their subscription's fate, as Graph does: several at once, and again after a 5xx. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../../src/domain/clock.ts'
import type { LabMailbox } from './mailbox.ts'
import type { StoredMail } from './stored-mail.ts'
import { isLive, watchedFolder, type Subscription } from './subscription.ts'

export const lifecycleEvents = ['missed', 'subscriptionRemoved', 'reauthorizationRequired'] as const
export type LifecycleEvent = (typeof lifecycleEvents)[number]

export interface Delivery {
  readonly at: Date
  readonly notices: number
  /** undefined where nobody answered. */
  readonly status: number | undefined
}

/** What tests and the control endpoint do with notifications. */
export interface Notifications {
  /** While true new mail is told to nobody. */
  drop(isDropped: boolean): void
  /** Posts the event to every live subscription, so many times one after another; a removed one is gone first. */
  lifecycle(event: LifecycleEvent, times?: number): Promise<void>
  /** As an administrator may: all subscriptions are gone, without a word to anybody. */
  forgetSubscriptions(): void
  readonly subscriptions: () => readonly Subscription[]
  /** Every POST with notices, in order. */
  readonly deliveries: readonly Delivery[]
}

export interface Notifier extends Notifications {
  /** Whether the address answers with the token, as Graph wants it before it makes a subscription. */
  answersValidation(url: string): Promise<boolean>
  stop(): Promise<void>
}

/** Mail that comes within this goes out in one POST. */
const gatherMs = 20
const mostNotices = 20
/** Graph tries for four hours. */
const tryAgainMs = 500
const mostTries = 240
/** Graph's own limit for an answer. */
const answerMs = 10_000

export function createNotifier(mailbox: LabMailbox, clock: Clock, kept: Map<string, Subscription>): Notifier {
  const ending = new AbortController()
  const waiting = new Map<string, StoredMail[]>()
  const work = new Set<Promise<void>>()
  const deliveries: Delivery[] = []
  let isDropped = false

  const track = (one: Promise<void>): void => {
    const tracked = one.catch(unlessEnding).finally(() => work.delete(tracked))
    work.add(tracked)
  }
  const unlessEnding = (error: unknown): void => {
    if (!ending.signal.aborted) throw error
  }

  async function post(url: string, body: string, type: string): Promise<Response> {
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(answerMs)])
    return fetch(url, { method: 'POST', headers: { 'content-type': type }, body, signal })
  }

  async function deliver(url: string, value: readonly unknown[]): Promise<void> {
    for (let tries = 0; tries < mostTries; tries++) {
      const status = await post(url, JSON.stringify({ value }), 'application/json; charset=utf-8').then(
        async (answer) => {
          await answer.arrayBuffer()
          return answer.status
        },
        () => undefined,
      )
      deliveries.push({ at: clock.now(), notices: value.length, status })
      if (status !== undefined && status < 500) return
      await sleep(tryAgainMs, undefined, { signal: ending.signal })
    }
  }

  async function flush(subscription: Subscription): Promise<void> {
    await sleep(gatherMs, undefined, { signal: ending.signal })
    const mails = waiting.get(subscription.id) ?? []
    waiting.delete(subscription.id)
    for (let from = 0; from < mails.length; from += mostNotices) {
      const notices = mails.slice(from, from + mostNotices).map((mail) => notice(mailbox, subscription, mail))
      await deliver(subscription.notificationUrl, notices)
    }
  }

  mailbox.watch((folderId, { kind, mail }) => {
    if (kind !== 'created' || isDropped) return
    for (const subscription of kept.values()) {
      if (!isLive(subscription, clock.now()) || !subscription.changeType.split(',').includes('created'))
        continue
      if (![folderId, undefined].includes(watchedFolder(mailbox, subscription.resource)?.id)) continue
      const gathered = waiting.get(subscription.id)
      if (gathered === undefined) track(flush(subscription))
      waiting.set(subscription.id, [...(gathered ?? []), mail])
    }
  })

  return {
    drop(value) {
      isDropped = value
    },
    async lifecycle(lifecycleEvent, times = 1) {
      const live = [...kept.values()].filter((one) => isLive(one, clock.now()))
      if (lifecycleEvent === 'subscriptionRemoved') kept.clear()
      for (const subscription of live)
        for (let n = 0; n < times && subscription.lifecycleNotificationUrl !== undefined; n++)
          await deliver(subscription.lifecycleNotificationUrl, [{ ...common(subscription), lifecycleEvent }])
    },
    forgetSubscriptions: () => kept.clear(),
    subscriptions: () => [...kept.values()],
    deliveries,
    async answersValidation(url) {
      // A reader that decodes twice, or not at all, gives another text back.
      const token = `Validation: Testing client application reachability, 100%25+sure. Request-Id: ${randomUUID()}`
      const address = new URL(url)
      const query = `${address.search === '' ? '?' : '&'}validationToken=${encodeURIComponent(token)}`
      try {
        const answer = await post(`${url}${query}`, '', 'text/plain; charset=utf-8')
        const isText = /^text\/plain\b/.test(answer.headers.get('content-type') ?? '')
        return (await answer.text()) === token && answer.status === 200 && isText
      } catch {
        // Nobody there, or too slow: Graph says no more than that the validation failed.
        return false
      }
    },
    async stop() {
      ending.abort()
      await Promise.all(work)
    },
  }
}

function common(subscription: Subscription): Record<string, unknown> {
  const { id, clientState, expirationDateTime } = subscription
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: expirationDateTime,
    tenantId: '00000000-0000-0000-0000-000000000000',
    ...(clientState === undefined ? {} : { clientState }),
  }
}

function notice(
  { address }: LabMailbox,
  subscription: Subscription,
  mail: StoredMail,
): Record<string, unknown> {
  const id = subscription.hasImmutableIds ? mail.immutableId : mail.changingId
  const resource = `Users/${address}/Messages/${id}`
  return {
    ...common(subscription),
    changeType: 'created',
    resource,
    resourceData: { '@odata.type': '#Microsoft.Graph.Message', '@odata.id': resource, id },
  }
}
