/** The lab's Graph: one mailbox and all routes that speak for it. */
import type { Clock } from '../../../src/domain/clock.ts'
import type { Route } from '../http.ts'
import { attachmentRoutes } from './attachments.ts'
import { deltaRoutes } from './delta.ts'
import { draftRoutes } from './drafts.ts'
import { createMailbox, type LabMailbox } from './mailbox.ts'
import { messageRoutes } from './messages.ts'
import { createNotifier, type Notifier } from './notifier.ts'
import { sendRoutes, type SendingHabits, type SentMail } from './sending.ts'
import type { Subscription } from './subscription.ts'
import { subscriptionRoutes, type SubscriptionHabits } from './subscriptions.ts'
import { uploadRoutes } from './upload-sessions.ts'

export interface Graph {
  readonly routes: Route[]
  readonly mailbox: LabMailbox
  readonly sent: readonly SentMail[]
  readonly notifier: Notifier
  readonly forgetDeltaTokens: () => void
}

export function createGraph(
  address: string,
  accessToken: string,
  habits: SendingHabits & SubscriptionHabits,
  clock: Clock,
  outOfReach: readonly string[],
): Graph {
  const mailbox = createMailbox(address, clock)
  const sent: SentMail[] = []
  const subscriptions = new Map<string, Subscription>()
  const notifier = createNotifier(mailbox, clock, subscriptions)
  const lab = { mailbox, outOfReach: outOfReach.map((one) => one.toLowerCase()), clock, accessToken }
  const delta = deltaRoutes(lab)
  const routes = [
    ...delta.routes,
    ...messageRoutes(lab),
    ...attachmentRoutes(lab),
    ...draftRoutes(lab),
    ...uploadRoutes(lab),
    ...sendRoutes(lab, habits, sent),
    ...subscriptionRoutes(lab, habits, subscriptions, notifier),
  ]
  return { routes, mailbox, sent, notifier, forgetDeltaTokens: delta.forgetTokens }
}
