/** What every set of poison queues does. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { QueueName } from '../../src/domain/messages.ts'
import type { PoisonQueues } from '../../src/domain/ports/queues.ts'
import { hostileTexts } from './hostile-texts.ts'

export interface PoisonQueuesUnderTest {
  readonly poison: PoisonQueues
  /** The host gives up on a message. */
  readonly give: (queue: QueueName, text: string) => Promise<void>
  /** The texts that are visible in the queue itself. */
  readonly takeBack: (queue: QueueName) => Promise<readonly string[]>
}

/** `make` gives empty queues each time. */
export function describePoisonQueues(name: string, make: () => Promise<PoisonQueuesUnderTest>): void {
  describe(`poison queues: ${name}`, () => {
    let it: PoisonQueuesUnderTest
    beforeEach(async () => {
      it = await make()
    })

    test('an empty one gives nothing', async () => {
      expect(await it.poison.take('invoice-ready')).toEqual([])
    })

    test('what was taken is hidden, and away once it is removed', async () => {
      await it.give('invoice-ready', '{"v":1}')
      const [taken] = await it.poison.take('invoice-ready')
      expect(taken?.text).toBe('{"v":1}')
      expect(await it.poison.take('invoice-ready')).toEqual([])
      if (taken === undefined) throw new TypeError('nothing was taken')
      await it.poison.remove('invoice-ready', taken)
      await it.poison.remove('invoice-ready', taken)
    })

    test('the same body given up twice has two ids, and each queue its own', async () => {
      await it.give('invoice-ready', '{}')
      await it.give('invoice-ready', '{}')
      await it.give('notification', '{}')
      const taken = await it.poison.take('invoice-ready')
      expect(new Set(taken.map(({ poisonId }) => poisonId)).size).toBe(2)
      expect(await it.poison.take('notification')).toHaveLength(1)
    })

    test.each([
      ...hostileTexts,
      { name: 'no base64, as it was written by hand', text: '*** not base64 ***' },
    ])('gives any text as it came, and puts it back as it is: $name', async ({ text }) => {
      await it.give('mail-received', text)
      expect((await it.poison.take('mail-received')).map((message) => message.text)).toEqual([text])
      await it.poison.redrive('mail-received', text)
      expect(await it.takeBack('mail-received')).toEqual([text])
    })
  })
}
