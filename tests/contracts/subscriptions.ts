/** What every set of subscriptions does. */
import { describe, expect, test } from 'vitest'
import { days } from '../../src/domain/clock.ts'
import type { Subscriptions } from '../../src/domain/subscription.ts'
import type { FakeClock } from '../fakes/clock.ts'

export interface SubscriptionsWorld {
  readonly subscriptions: Subscriptions
  readonly clock: FakeClock
  /** The same mailbox and address, another client state. */
  readonly withAnotherClientState: () => Subscriptions
}

const inbox = ['Inbox']

export function describeSubscriptions(name: string, make: () => Promise<SubscriptionsWorld>): void {
  describe(`subscriptions: ${name}`, () => {
    test('one that is made is listed for its folder, with its end', async () => {
      const { subscriptions, clock } = await make()
      expect(await subscriptions.list(inbox)).toEqual([])
      const made = await subscriptions.create('Inbox')
      expect(made.folder).toBe('Inbox')
      expect(made.expiresAt > new Date(clock.now().getTime() + days(6))).toBe(true)
      expect(await subscriptions.list(inbox)).toEqual([made])
    })

    test('a renewal moves its end', async () => {
      const { subscriptions, clock } = await make()
      const { id, expiresAt } = await subscriptions.create('Inbox')
      clock.advance(days(1))
      const renewed = await subscriptions.renew(id)
      expect(renewed.getTime() - expiresAt.getTime()).toBe(days(1))
      expect((await subscriptions.list(inbox))[0]?.expiresAt).toEqual(renewed)
    })

    test('one that has expired is not listed and cannot be renewed', async () => {
      const { subscriptions, clock } = await make()
      const { id } = await subscriptions.create('Inbox')
      clock.advance(days(8))
      expect(await subscriptions.list(inbox)).toEqual([])
      await expect(subscriptions.renew(id)).rejects.toMatchObject({ answer: 'not-found' })
    })

    test('one that is taken away is gone, and taking it away again is no fault', async () => {
      const { subscriptions } = await make()
      const { id } = await subscriptions.create('Inbox')
      await subscriptions.remove(id)
      await subscriptions.remove(id)
      expect(await subscriptions.list(inbox)).toEqual([])
    })

    test('one for another folder or with another client state is listed as of no use', async () => {
      const { subscriptions, withAnotherClientState } = await make()
      const { id } = await subscriptions.create('Inbox')
      const before = subscriptions.mark('Inbox')
      expect(await subscriptions.list(['Junk Email'])).toMatchObject([{ id, folder: undefined }])
      expect(subscriptions.mark('Junk Email')).not.toBe(before)
      const other = withAnotherClientState()
      expect(await other.list(inbox)).toMatchObject([{ id, folder: undefined }])
      expect(other.mark('Inbox')).not.toBe(before)
    })
  })
}
