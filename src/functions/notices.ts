/** What Graph posts: notices of new mail and of a subscription's fate. Each is hostile until its client state says that it is ours. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Check } from '../pipeline/check-mailbox.ts'

/** A POST of Graph's; what is in it is looked at one by one. */
export const noticesSchema = z.object({ value: z.array(z.unknown()).max(1_000) })

const said = { clientState: z.string().max(128) }
const lifecycle = z.object({
  ...said,
  lifecycleEvent: z.enum(['missed', 'subscriptionRemoved', 'reauthorizationRequired']),
})
const created = z.object({
  ...said,
  changeType: z.literal('created'),
  resource: z.string().max(2_048),
  resourceData: z.object({ id: z.string().min(1).max(1_024) }),
})

type Lifecycle = z.infer<typeof lifecycle>['lifecycleEvent']

/** A renewal answers both: Graph authorizes again with it, and where there is nothing to renew another is made. */
const workAfter: Readonly<Record<Lifecycle, Check['work']>> = {
  missed: 'catch-up',
  subscriptionRemoved: 'renew',
  reauthorizationRequired: 'renew',
}

export type Notice =
  | { readonly kind: 'mail'; readonly mailId: string }
  | { readonly kind: 'work'; readonly work: Check['work'] }
  | { readonly kind: 'dropped'; readonly why: 'forged' | 'foreign' | 'shapeless' }

export interface OurSubscription {
  readonly clientState: string
  readonly mailbox: string
}

export function noticeOf(given: unknown, ours: OurSubscription): Notice {
  const parsed = z.union([lifecycle, created]).safeParse(given)
  // The proof first: whoever does not have it learns nothing of what else was wrong.
  if (!isSame(stateIn(given), ours.clientState)) return { kind: 'dropped', why: 'forged' }
  if (!parsed.success) return { kind: 'dropped', why: 'shapeless' }
  const notice = parsed.data
  if ('lifecycleEvent' in notice) return { kind: 'work', work: workAfter[notice.lifecycleEvent] }
  const { id } = notice.resourceData
  return isOurMail(notice.resource, id, ours.mailbox)
    ? { kind: 'mail', mailId: id }
    : { kind: 'dropped', why: 'foreign' }
}

const stateIn = (given: unknown): string => z.object(said).safeParse(given).data?.clientState ?? ''

/** In constant time, whatever their lengths. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const mailResource = /^users(?:\/|\(')([^/']+)(?:\/|'\)\/)messages(?:\/|\(')/i

/** Graph names a user by address or by a GUID that says nothing to us: a mail of another is then not found when it is read. */
function isOurMail(resource: string, mailId: string, mailbox: string): boolean {
  const match = mailResource.exec(resource)
  if (match?.[1] === undefined) return false
  const named = resource.slice(match[0].length).replace(/'\)$/, '')
  return named === mailId && (!match[1].includes('@') || match[1].toLowerCase() === mailbox.toLowerCase())
}
