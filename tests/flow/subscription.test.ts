/** The subscription stays alive: made at the start, renewed at half of its life, made anew where it is gone, never two. */
import { expect, test } from 'vitest'
import { after, days, hours, minutes, seconds } from '../../src/domain/clock.ts'
import { CallRefused, RemoteAnswer } from '../../src/domain/errors.ts'
import { makeKeepSubscribed } from '../../src/pipeline/keep-subscribed.ts'
import { agent, clientState, deliver, invoicePdf, type Agent } from './agent.ts'

const live = (it: Agent) => it.subscriptions.live.map(({ id }) => id)
const count = (it: Agent, operation: string) =>
  it.subscriptions.calls.filter((call) => call === operation).length

/** A start, and what it wished for. */
async function started(): Promise<Agent> {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  await it.start()
  it.clock.advance(seconds(3))
  await it.work()
  return it
}

test('the first start makes one for the folder and catches up; the next starts ask nobody', async () => {
  const it = await started()

  expect(live(it)).toEqual(['subscription-1'])
  expect(await it.bookmarks.lastRun('catch-up')).toBeDefined()
  const calls = it.subscriptions.calls.length
  for (let n = 0; n < 5; n++) await it.start()
  await it.workThrough()
  expect(it.subscriptions.calls).toHaveLength(calls)
})

test('a start does not wait for Graph; the subscription is made once it answers', async () => {
  const it = agent()
  const away = new CallRefused('graph', 'open', after(it.clock.now(), minutes(5)))
  it.subscriptions.failNext(away)
  await it.start()
  expect(it.subscriptions.calls).toEqual([])

  await it.workThrough()

  expect(it.deferred).toContain('mailbox-check: graph open')
  expect(live(it)).toEqual(['subscription-1'])
})

test('it is renewed when half of its life is over, by the timer or by a start, not before', async () => {
  const it = await started()
  it.clock.advance(days(3))
  await it.wishRenewal()
  await it.workThrough()
  expect(count(it, 'renew')).toBe(0)

  it.clock.advance(hours(12))
  await it.wishRenewal()
  await it.workThrough()

  expect(count(it, 'renew')).toBe(1)
  expect(it.subscriptions.live[0]?.expiresAt).toEqual(after(it.clock.now(), days(7)))
  it.clock.advance(days(4))
  await it.start()
  await it.workThrough()
  expect(count(it, 'renew')).toBe(2)
  expect(count(it, 'create')).toBe(1)
})

test.each([
  ['has expired', (it: Agent) => it.clock.advance(days(8))],
  ['was removed', (it: Agent) => it.subscriptions.forget()],
  [
    'is gone when it is renewed (404)',
    (it: Agent) => {
      it.clock.advance(days(4))
      it.subscriptions.failNext(new RemoteAnswer('graph', 'not-found', { status: 404 }), { on: 'renew' })
    },
  ],
])(
  'FAILURES 5: one that %s is made anew by the next timer, and the mail since the cursor is caught up',
  async (_, end) => {
    const it = await started()
    end(it)
    deliver(it, 'm1', ['a.pdf'])

    await it.wishRenewal()
    await it.workThrough()

    expect(count(it, 'create')).toBe(2)
    expect(live(it)).toEqual(['subscription-2'])
    expect(it.ledger.mails.map(({ mailId }) => mailId)).toEqual(['m1'])
    // Two runs, each of the folder and of Junk, from the cursor that the first left.
    expect(it.mailbox.calls.filter((call) => call === 'page')).toHaveLength(4)
  },
)

test.each([
  ['subscriptionRemoved', 2],
  ['reauthorizationRequired', 1],
])(
  'FAILURES 5: ten times `%s` is one renewal, and one more subscription only where it is gone',
  async (event, made) => {
    const it = await started()
    it.clock.advance(hours(1))
    if (event === 'subscriptionRemoved') it.subscriptions.forget()
    const lifecycle = { subscriptionId: 'subscription-1', clientState, lifecycleEvent: event }
    for (let n = 0; n < 10; n++) await it.post(lifecycle)
    it.clock.advance(seconds(1))
    const wishes = Array.from({ length: 10 }, () => it.queues.take('mailbox-check'))
    await Promise.all(wishes.map((wish) => it.run('mailbox-check', wish)))

    await it.workThrough()

    expect(count(it, 'list')).toBe(2)
    expect(count(it, 'create')).toBe(made)
    expect(live(it)).toHaveLength(1)
  },
)

test('two processes that start at once make one subscription, whoever works off their wishes', async () => {
  const it = agent()
  await Promise.all([it.start(), it.start()])
  it.clock.advance(seconds(3))
  const wishes = [it.queues.take('mailbox-check'), it.queues.take('mailbox-check')]
  await Promise.all(wishes.map((wish) => it.run('mailbox-check', wish)))
  await it.workThrough()

  expect(wishes).toMatchObject([{ work: 'renew-if-due' }, { work: 'renew-if-due' }])
  expect(count(it, 'create')).toBe(1)
})

test('a start and a lifecycle notice at once make one subscription', async () => {
  const it = agent()
  await it.start()
  await it.post({ clientState, lifecycleEvent: 'subscriptionRemoved' })
  it.clock.advance(seconds(3))
  const wishes = [it.queues.take('mailbox-check'), it.queues.take('mailbox-check')]
  await Promise.all(wishes.map((wish) => it.run('mailbox-check', wish)))
  await it.workThrough()

  expect(wishes).toMatchObject([{ work: 'renew-if-due' }, { work: 'renew' }])
  expect(count(it, 'create')).toBe(1)
})

test('of two folders one is not there: the other has its subscription and its catch-up', async () => {
  const it = agent()
  it.subscriptions.failNext(new RemoteAnswer('graph', 'not-found', { status: 404 }), { on: 'create' })
  const keep = makeKeepSubscribed({ ...it, folders: ['Nowhere', 'Inbox'] })
  const check = { v: 1, since: '2026-11-02T09:00:00.000Z', deferrals: 0, work: 'renew-if-due' } as const

  await expect(keep(check)).rejects.toThrow('Graph made no subscription')

  expect(it.subscriptions.live.map(({ folder }) => folder)).toEqual(['Inbox'])
  expect(it.queues.of('mailbox-check')).toMatchObject([{ work: 'catch-up' }])
})

test('two that live, since a reply was lost or two made one at once, become one', async () => {
  const it = await started()
  await it.subscriptions.create('Inbox')
  expect(live(it)).toHaveLength(2)

  it.clock.advance(hours(12))
  await it.wishRenewal()
  await it.workThrough()

  expect(live(it)).toHaveLength(1)
  expect((await it.bookmarks.subscription('Inbox'))?.id).toBe(live(it)[0])
})

test('with another client state the old one ends and another is made', async () => {
  const it = await started()
  it.subscriptions.changeClientState()

  await it.start()
  await it.workThrough()

  expect(live(it)).toEqual(['subscription-2'])
})

test('where Graph makes none, it is tried again and again, and nothing is parked', async () => {
  const it = agent()
  it.subscriptions.failNext(new RemoteAnswer('graph', 'rejected', { status: 400 }), {
    on: 'create',
    times: 8,
  })

  await it.start()
  await it.workThrough()

  expect(it.cases.parked).toEqual([])
  expect(it.deferred[0]).toMatch(/^mailbox-check: Graph made no subscription: can it reach MAIL_WEBHOOK_URL/)
  expect(live(it)).toEqual(['subscription-1'])
})
