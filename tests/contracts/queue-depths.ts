/** What every look into the queues sees. */
import { beforeEach, describe, expect, test } from 'vitest'
import { hours } from '../../src/domain/clock.ts'
import type { QueueDepths, Queues } from '../../src/domain/ports/queues.ts'
import { invoiceMessage } from '../factories.ts'

export interface QueueDepthsUnderTest {
  readonly depths: QueueDepths
  readonly queues: Queues
  /** The host gives up on a message of `invoice-ready`. */
  readonly giveUp: () => Promise<void>
}

/** `make` gives empty queues each time. */
export function describeQueueDepths(name: string, make: () => Promise<QueueDepthsUnderTest>): void {
  describe(`queue depths: ${name}`, () => {
    let it: QueueDepthsUnderTest
    beforeEach(async () => {
      it = await make()
    })

    test('in an empty queue nothing waits', async () => {
      expect(await it.depths.depth('invoice-ready')).toEqual({ waiting: 0, oldest: undefined, poisoned: 0 })
    })

    test('what is put off is counted, and is not the oldest that could be taken', async () => {
      await it.queues.put('invoice-ready', invoiceMessage(), hours(1))
      expect(await it.depths.depth('invoice-ready')).toEqual({ waiting: 1, oldest: undefined, poisoned: 0 })
    })

    test('the one in front is the oldest, however often it is looked at; each queue for itself', async () => {
      const before = Math.floor(Date.now() / 1_000) * 1_000
      await it.queues.put('invoice-ready', invoiceMessage())
      await it.queues.put('invoice-ready', invoiceMessage())
      const first = await it.depths.depth('invoice-ready')
      expect(first).toMatchObject({ waiting: 2, poisoned: 0 })
      expect(first.oldest?.getTime()).toBeGreaterThanOrEqual(before)
      expect(await it.depths.depth('invoice-ready')).toEqual(first)
      expect(await it.depths.depth('notification')).toMatchObject({ waiting: 0 })
    })

    test('what the host gave up on lies beside it', async () => {
      await it.giveUp()
      expect(await it.depths.depth('invoice-ready')).toEqual({ waiting: 0, oldest: undefined, poisoned: 1 })
    })
  })
}
