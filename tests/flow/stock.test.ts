/** What is told of the queues and of the subscription each minute: trouble, and that somebody looked. */
import { expect, test } from 'vitest'
import { days, hours, minutes } from '../../src/domain/clock.ts'
import { CallRefused } from '../../src/domain/errors.ts'
import { makeTakeStock } from '../../src/pipeline/take-stock.ts'
import { createTelemetry } from '../../src/telemetry/telemetry.ts'
import { tellingDrain } from '../../src/telling.ts'
import { invoiceMessage } from '../factories.ts'
import { fakeQueueDepths } from '../fakes/queue-depths.ts'
import { agent } from './agent.ts'

function watched({ folders = ['Inbox'], isSubscribed = true } = {}) {
  const it = agent()
  const told: [string, number, string | undefined][] = []
  const telemetry = createTelemetry(() => {})
  telemetry.join((item) => {
    if (item.kind !== 'metric') return
    const queue = 'queue' in item.properties ? String(item.properties.queue) : undefined
    told.push([item.name, item.value, queue])
  })
  const takeStock = makeTakeStock({
    ...it,
    depths: fakeQueueDepths(it.queues, it.poison, it.clock),
    folders,
    subscriptions: isSubscribed ? it.subscriptions : undefined,
  })
  return { ...it, told, look: tellingDrain(telemetry, takeStock, it.drain) }
}

const alive = ['agent.alive', 1, undefined]
const keep = (it: ReturnType<typeof watched>, folder: string, ms: number) => {
  const expiresAt = new Date(it.clock.now().getTime() + ms)
  return it.bookmarks.saveSubscription(folder, { id: folder, mark: '', renewAt: expiresAt, expiresAt })
}

test('where all is well it is told that somebody looked, and nothing else', async () => {
  const it = watched()
  await keep(it, 'Inbox', days(3))
  await it.look()

  expect(it.told).toEqual([alive])
})

test('what waits is counted with what is put off; the one in front says for how long', async () => {
  const it = watched({ isSubscribed: false })
  await it.queues.put('invoice-ready', invoiceMessage(), hours(1))
  await it.queues.put('invoice-ready', invoiceMessage())
  it.clock.advance(minutes(20))
  await it.look()

  expect(it.told).toEqual([
    alive,
    ['queue.depth', 2, 'invoice-ready'],
    ['queue.oldest', 1_200, 'invoice-ready'],
  ])
})

test('what the host gave up on is told before the drain takes it away', async () => {
  const it = watched({ isSubscribed: false })
  it.poison.give('notification', '{}')
  await it.look()

  expect(it.told).toEqual([alive, ['poison.depth', 1, 'notification']])
  expect(it.poison.all).toEqual([])
})

test('the subscription that ends first is told of in its last day, one that is missing has ended', async () => {
  const it = watched({ folders: ['Inbox', 'Invoices'] })
  await keep(it, 'Inbox', days(3))
  await keep(it, 'Invoices', hours(11))
  await it.look()
  const missing = watched({ folders: ['Inbox', 'Invoices'] })
  await keep(missing, 'Inbox', days(3))
  await missing.look()

  expect(it.told).toEqual([alive, ['subscription.left', 39_600, undefined]])
  expect(missing.told).toEqual([alive, ['subscription.left', 0, undefined]])
})

test('what hinders the look does not hinder the drain', async () => {
  const it = watched()
  it.poison.give('notification', '{}')
  it.bookmarks.failNext(new CallRefused('storage-table', 'open', it.clock.now()), { on: 'subscription' })

  await expect(it.look()).rejects.toThrow(CallRefused)
  expect(it.poison.all).toEqual([])
})
