/** The local host with Azurite, seen from outside: what becomes of queue messages, and that timers fire. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  countOf,
  takePoison,
  printed,
  runsOf,
  slow,
  startRig,
  text,
  until,
  type Rig,
  type Stage,
  type Work,
} from '../fixtures/host-app/rig.ts'

let rig: Rig
let stage: Stage

beforeAll(async () => {
  rig = await startRig()
  stage = await rig.start('shared-work')
})
afterAll(() => rig?.stop())

describe('a queue message', () => {
  test('that is handled is deleted', slow, async () => {
    await stage.queue.sendMessage(text({ name: 'plain' }))
    await until(stage.host, 'the run', () => runsOf(stage.host, 'plain')[0])
    await until(stage.host, 'an empty queue', async () => (await countOf(stage.queue)) === 0)
    expect(runsOf(stage.host, 'plain')).toMatchObject([{ dequeueCount: 1 }])
  })

  test('that fails comes again after visibilityTimeout and is handled then', slow, async () => {
    const times: number[] = []
    await stage.queue.sendMessage(text({ name: 'second-try', fail: 1 }))
    for (const n of [1, 2]) {
      await until(stage.host, `run ${n}`, () => runsOf(stage.host, 'second-try').length >= n)
      times.push(Date.now())
    }
    expect(Number(times[1]) - Number(times[0])).toBeGreaterThan(700)
    await until(stage.host, 'an empty queue', async () => (await countOf(stage.queue)) === 0)
    expect(runsOf(stage.host, 'second-try').map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2])
  })

  test('that fails five times lands in the poison queue, its body intact', slow, async () => {
    const sent = text({ name: 'never', fail: 99, umlaut: 'Müller' })
    await stage.queue.sendMessage(sent)
    const found = await until(stage.host, 'the poison message', () => takePoison(stage.poison))
    expect(found).toBe(sent)
    expect(runsOf(stage.host, 'never').map(({ dequeueCount }) => dequeueCount)).toEqual([1, 2, 3, 4, 5])
    await until(stage.host, 'an empty queue', async () => (await countOf(stage.queue)) === 0)
  })

  test('that was received more than five times is poisoned without being run', slow, async () => {
    const queue = rig.storage.getQueueClient('crash-loop')
    await queue.createIfNotExists()
    await queue.sendMessage(text({ name: 'crash-loop' }))
    for (let n = 0; n < 5; n++) {
      const [message] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems
      await queue.updateMessage(message?.messageId ?? '', message?.popReceipt ?? '', undefined, 0)
    }
    const { host, poison } = await rig.start('crash-loop')
    try {
      const found = await until(host, 'the poison message', () => takePoison(poison))
      expect(found).toBe(text({ name: 'crash-loop' }))
      expect(runsOf(host, 'crash-loop')).toEqual([])
    } finally {
      await host.stop()
    }
  })

  test('that is not base64 is poisoned without being run', slow, async () => {
    await stage.queue.sendMessage('*** not base64 ***')
    expect(await until(stage.host, 'the poison message', () => takePoison(stage.poison))).toBe(
      '*** not base64 ***',
    )
  })

  test('that is put with a delay waits', slow, async () => {
    await stage.queue.sendMessage(text({ name: 'hidden' }), { visibilityTimeout: 3 })
    await stage.queue.sendMessage(text({ name: 'visible' }))
    await until(stage.host, 'the visible one', () => runsOf(stage.host, 'visible')[0])
    expect(runsOf(stage.host, 'hidden')).toEqual([])
    await until(stage.host, 'the hidden one', () => runsOf(stage.host, 'hidden')[0])
  })

  test('of an output binding goes to its queue, which is made, once for each element', slow, async () => {
    await stage.queue.sendMessage(text({ name: 'copy', copy: [{ n: 1 }, { n: 2 }] }))
    await until(stage.host, 'both copies', () => printed(stage.host, 'copied').length === 2)
    expect(
      printed<{ n: number }>(stage.host, 'copied')
        .map(({ n }) => n)
        .toSorted((a, b) => a - b),
    ).toEqual([1, 2])
  })

  test('with a field "id" hides the message id in the trigger metadata', slow, async () => {
    await stage.queue.sendMessage(text({ name: 'shadow', id: 'mine' }))
    expect(await until(stage.host, 'the run', () => runsOf(stage.host, 'shadow')[0])).toMatchObject({
      id: 'mine',
    })
  })

  test('many are worked on side by side, each once', slow, async () => {
    const names = Array.from({ length: 60 }, (_, n) => `many-${n}`)
    await Promise.all(names.map((name) => stage.queue.sendMessage(text({ name, slow: 20 }))))
    const runs = () =>
      printed<Work>(stage.host, 'work').filter(({ message }) => message.name.startsWith('many-'))
    await until(stage.host, 'all runs', () => runs().length >= names.length)
    await until(stage.host, 'an empty queue', async () => (await countOf(stage.queue)) === 0)
    expect(
      runs()
        .map(({ message }) => message.name)
        .sort(),
    ).toEqual(names.toSorted())
  })
})

describe('a timer', () => {
  test('fires, is told its schedule, and goes on after a failure', slow, async () => {
    await until(stage.host, 'three ticks', () => printed(stage.host, 'tick').length >= 3)
    expect(printed(stage.host, 'tick')[0]).toEqual({
      schedule: { adjustForDST: true },
      scheduleStatus: null,
      isPastDue: false,
    })
  })
})
