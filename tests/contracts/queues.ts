/** What every set of queues does. */
import { beforeEach, describe, expect, test } from 'vitest'
import { days, hours } from '../../src/domain/clock.ts'
import type { QueueName } from '../../src/domain/messages.ts'
import type { Queues } from '../../src/domain/ports/queues.ts'
import { invoiceMessage, mailReceived } from '../factories.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { hostileTexts } from './hostile-texts.ts'

export interface QueuesUnderTest {
  readonly queues: Queues
  /** Takes every message that is visible now, in order of arrival. */
  readonly take: (queue: QueueName) => Promise<readonly unknown[]>
}

export function describeQueues(name: string, make: () => Promise<QueuesUnderTest>): void {
  describe(`queues: ${name}`, () => {
    let it: QueuesUnderTest
    beforeEach(async () => {
      it = await make()
    })

    test('gives a message as it was put', async () => {
      const message = invoiceMessage({ invoiceId: freshInvoiceId(), deferrals: 3 })
      await it.queues.put('invoice-stored', message)
      expect(await it.take('invoice-stored')).toEqual([message])
      expect(await it.take('invoice-stored')).toEqual([])
    })

    test('keeps the queues apart', async () => {
      await it.queues.put('invoice-ready', invoiceMessage())
      expect(await it.take('notification')).toEqual([])
      expect(await it.take('invoice-ready')).toHaveLength(1)
    })

    test.each(hostileTexts)(
      'FAILURES 31, 33: carries any mail id as one message: $name',
      async ({ text: mailId }) => {
        await it.queues.put('mail-received', mailReceived({ mailId }))
        expect(await it.take('mail-received')).toEqual([mailReceived({ mailId })])
      },
    )

    test('a message with a delay is hidden first', async () => {
      await it.queues.put('invoice-ready', invoiceMessage(), hours(1))
      await it.queues.putBack('invoice-ready', invoiceMessage(), hours(1))
      expect(await it.take('invoice-ready')).toEqual([])
    })

    test('a message that is put back without a delay is there at once', async () => {
      await it.queues.putBack('invoice-ready', invoiceMessage({ deferrals: 1 }), 0)
      expect(await it.take('invoice-ready')).toEqual([invoiceMessage({ deferrals: 1 })])
    })

    test('a delay of more than 7 days is cut, not refused', async () => {
      await it.queues.put('notification', invoiceMessage(), days(30))
      expect(await it.take('notification')).toEqual([])
    })

    test('FAILURES 33: the largest message goes through, a larger one is turned down before it is sent', async () => {
      const withBytes = (size: number) => {
        const rest = Buffer.byteLength(JSON.stringify(mailReceived({ mailId: '' })))
        return mailReceived({ mailId: 'm'.repeat(size - rest) })
      }
      await it.queues.put('mail-received', withBytes(48 * 1024))
      expect(await it.take('mail-received')).toHaveLength(1)
      await expect(it.queues.put('mail-received', withBytes(48 * 1024 + 1))).rejects.toMatchObject({
        kind: 'bad-message',
        message: expect.stringContaining('49153 bytes') as string,
      })
    })
  })
}
