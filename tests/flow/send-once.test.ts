/** One invoice, one mail: lost replies, crashes between the steps of sending, two runs at once. */
import { expect, test } from 'vitest'
import { minutes } from '../../src/domain/clock.ts'
import { DependencyFailed, RemoteAnswer } from '../../src/domain/errors.ts'
import { type Agent, agent, deliver, invoicePdf } from './agent.ts'

const lost = new DependencyFailed('graph', 'server-error', { status: 504, mayHaveActed: true })
const throttled = new DependencyFailed('graph', 'throttled', {
  status: 429,
  mayHaveActed: false,
  retryAfterMs: 30_000,
})

/** An agent with one invoice that waits to be mailed. */
async function ready(): Promise<Agent> {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  await it.run('mail-received', it.queues.take('mail-received'))
  await it.run('invoice-stored', it.queues.take('invoice-stored'))
  return it
}

const audit = async (it: Agent): Promise<string[]> =>
  (await it.ledger.audit(it.ledger.entries[0]?.invoiceId ?? '')).map(({ what }) => what)

test('FAILURES 18: the send was accepted but its reply lost: the sent copy is found, no second mail', async () => {
  const it = await ready()
  it.outbox.failNext(lost, { on: 'send', replyLost: true })

  await it.work()
  expect(it.ledger.entries[0]?.status.state).toBe('posting')
  await it.workThrough()

  expect(it.outbox.sent).toHaveLength(1)
  expect(it.ledger.entries[0]?.status.state).toBe('notified')
  expect(await audit(it)).toContain('found among the sent mail')
})

test('in doubt nothing is sent for ten minutes, whatever comes in', async () => {
  const it = await ready()
  it.outbox.failNext(lost, { on: 'send' })
  const message = it.queues.peek('invoice-ready')
  await it.work()

  it.clock.advance(minutes(9))
  await it.run('invoice-ready', message)

  expect(it.outbox.calls.filter((call) => call === 'send' || call === 'find')).toEqual(['send'])
})

test('a draft that is seen on two looks two minutes apart was never sent: the same draft is sent, once', async () => {
  const it = await ready()
  it.outbox.failNext(lost, { on: 'send' })

  await it.workThrough()

  expect(it.outbox.sent.map(({ draftId }) => draftId)).toEqual(['draft-1'])
  expect(it.outbox.calls.filter((call) => call === 'find')).toHaveLength(2)
  expect(await audit(it)).toContain('was never sent')
})

test('a sent copy that appears late is waited for', async () => {
  const it = await ready()
  it.outbox.hideSentCopies(true)
  it.outbox.failNext(lost, { on: 'send', replyLost: true })

  await it.work()
  for (let n = 0; n < 30; n++) {
    it.clock.advance(minutes(1))
    await it.work()
  }
  expect(it.ledger.entries[0]?.status.state).toBe('posting')
  it.outbox.hideSentCopies(false)
  await it.workThrough()

  expect(it.outbox.sent).toHaveLength(1)
  expect(it.ledger.entries[0]?.status.state).toBe('notified')
})

test('a mail that is nowhere to be found for an hour is held for a person, never sent again', async () => {
  const it = await ready()
  it.outbox.hideSentCopies(true)
  it.outbox.failNext(lost, { on: 'send', replyLost: true })

  await it.workThrough()

  expect(it.ledger.entries[0]?.status).toMatchObject({
    state: 'held',
    reasons: ['Its mail is neither among the drafts nor among the sent mail.'],
  })
  expect(it.outbox.sent).toHaveLength(1)
  expect(it.team.told).toHaveLength(1)
})

test('a draft that somebody deleted in the doubt is held for a person', async () => {
  const it = await ready()
  it.outbox.failNext(lost, { on: 'send' })

  await it.work()
  it.outbox.moveToDeleted('draft-1')
  await it.workThrough()

  expect(it.ledger.entries[0]?.status.state).toBe('held')
  expect(it.outbox.sent).toEqual([])
})

test.each([
  ['429', throttled],
  ['connection refused', new DependencyFailed('graph', 'network', { mayHaveActed: false })],
])('%s is no doubt: the draft is sent as soon as Graph allows', async (_, error) => {
  const it = await ready()
  it.outbox.failNext(error, { on: 'send' })

  await it.work()
  it.clock.advance(minutes(1))
  await it.work()

  expect(it.outbox.sent).toHaveLength(1)
  expect(it.outbox.calls).not.toContain('find')
})

test('a draft that vanished before it was ever sent is made anew', async () => {
  const it = await ready()
  it.outbox.failNext(throttled, { on: 'send' })
  await it.work()
  it.outbox.failNext(new RemoteAnswer('graph', 'not-found', { status: 404 }), { on: 'attached' })

  await it.workThrough()

  expect(it.outbox.sent.map(({ draftId }) => draftId)).toEqual(['draft-2'])
})

test('the lost reply of a draft leaves an orphan, which is never sent', async () => {
  const it = await ready()
  it.outbox.failNext(lost, { on: 'createDraft', replyLost: true })

  await it.workThrough()

  expect(it.outbox.sent.map(({ draftId }) => draftId)).toEqual(['draft-2'])
  expect(it.outbox.drafts.map(({ draftId }) => draftId)).toEqual(['draft-1'])
})

test('a second run on the same invoice waits while the first is at it', async () => {
  const it = await ready()
  const message = it.queues.take('invoice-ready')

  await Promise.all([it.run('invoice-ready', message), it.run('invoice-ready', message)])
  await it.workThrough()

  expect(it.outbox.sent).toHaveLength(1)
  expect(it.failures).toEqual([])
})

test('a message delivered again after the work is done sends nothing and puts the next message again', async () => {
  const it = await ready()
  const message = it.queues.peek('invoice-ready')
  await it.work()

  await it.run('invoice-ready', message)

  expect(it.outbox.sent).toHaveLength(1)
  expect(it.queues.all).toEqual([])
  expect(it.ledger.entries[0]?.status.state).toBe('notified')
})
