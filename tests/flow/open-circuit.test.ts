/** What each function does while a circuit is open: DESIGN "Open circuit in a queue step", a test a row. */
import { expect, test } from 'vitest'
import { after, hours, minutes, seconds } from '../../src/domain/clock.ts'
import type { Dependency } from '../../src/domain/dependency.ts'
import { CallRefused, DependencyFailed, Misconfigured } from '../../src/domain/errors.ts'
import type { QueueName } from '../../src/domain/messages.ts'
import { parsed, reading } from '../factories.ts'
import { fakeModelReader } from '../fakes/model-reader.ts'
import { type Agent, agent, deliver, invoicePdf } from './agent.ts'

type FakeName = 'mailbox' | 'outbox' | 'documents' | 'ledger' | 'claims' | 'team'
const away = (it: Agent, dependency: Dependency, seconds_ = 60) =>
  new CallRefused(dependency, 'open', after(it.clock.now(), seconds(seconds_)))

/** An agent that has one mail queued and has worked as far as `queue`. */
async function upTo(queue: QueueName): Promise<Agent> {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  for (const step of ['mail-received', 'invoice-stored', 'invoice-ready'] as const) {
    if (step === queue) break
    await it.run(step, it.queues.take(step))
  }
  return it
}

test.each<[string, QueueName, FakeName, Dependency]>([
  ['ingestMail waits for Graph', 'mail-received', 'mailbox', 'graph'],
  ['ingestMail waits for blobs', 'mail-received', 'documents', 'storage-blob'],
  ['ingestMail waits for the ledger', 'mail-received', 'ledger', 'storage-table'],
  ['extractInvoice waits for blobs', 'invoice-stored', 'documents', 'storage-blob'],
  ['extractInvoice waits for the claims', 'invoice-stored', 'claims', 'storage-table'],
  ['postInvoice waits for Graph', 'invoice-ready', 'outbox', 'graph'],
  ['postInvoice waits for blobs', 'invoice-ready', 'documents', 'storage-blob'],
  ['notifyTeam waits for Teams', 'notification', 'team', 'teams'],
])('open circuit: %s', async (_, queue, fake, dependency) => {
  const it = await upTo(queue)
  it[fake].failNext(away(it, dependency))
  const before = it.queues.peek(queue)

  await it.run(queue, it.queues.take(queue))

  const [waiting] = it.queues.all.filter((message) => message.queue === queue)
  expect(waiting?.by).toBe('putBack')
  expect(waiting?.message).toEqual({ ...before, deferrals: 1 })
  expect(waiting?.visibleAt).toEqual(after(it.clock.now(), seconds(60)))

  await it.workThrough()

  expect(it.failures).toEqual([])
  expect(it.cases.parked).toEqual([])
  expect(it.outbox.sent).toHaveLength(1)
  expect(it.team.told).toHaveLength(1)
})

test('open circuit: pollMailbox returns at once, its cursor unchanged, and the next tick goes on', async () => {
  const it = agent()
  await it.poll()
  const before = new Map(it.bookmarks.cursors)
  deliver(it, 'm1', ['invoice.pdf'])
  it.mailbox.failNext(away(it, 'graph'))

  await it.tick()

  expect(it.bookmarks.cursors).toEqual(before)
  expect(it.queues.all).toEqual([])
  await it.tick()
  expect(it.queues.of('mail-received').map(({ mailId }) => mailId)).toEqual(['m1'])
})

test('a timer tells of one open period once, however many of its ticks are refused', async () => {
  const it = agent()
  it.mailbox.failNext(away(it, 'graph'), { times: 3 })

  for (let n = 0; n < 4; n++) await it.tick()
  it.mailbox.failNext(away(it, 'graph'))
  await it.tick()

  expect(it.skipped).toHaveLength(2)
})

test('open circuit: extractInvoice goes on by rules where they read all that is needed', async () => {
  const model = fakeModelReader()
  const it = agent({ model })
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  model.failNext(away(it, 'openai', 30))

  await it.work()

  expect(it.deferred).toEqual([])
  expect(it.outbox.sent[0]?.html).toContain('the model was away: read by rules')
})

test('the put of a deferral that fails as well leaves the message to the host', async () => {
  const it = await upTo('mail-received')
  it.mailbox.failNext(away(it, 'graph'))
  it.queues.failNext(new DependencyFailed('storage-queue', 'network', { mayHaveActed: false }), {
    on: 'putBack',
  })

  await it.work()

  expect(it.failures).toHaveLength(1)
  expect(it.queues.all.map(({ by }) => by)).toEqual(['host'])
})

test('FAILURES 12: two hours without Graph, fifty invoices: nothing parked, no attempt burned, all delivered', async () => {
  const it = agent()
  await it.poll()
  for (let n = 1; n <= 50; n++) {
    it.parser.answer(`${n}.pdf`, parsed({ rules: reading({ fields: numbered(n) }) }))
    deliver(it, `m${n}`, [`${n}.pdf`])
  }
  await it.poll()
  const back = after(it.clock.now(), hours(2))
  const refuse = () => it.mailbox.failNext(away(it, 'graph'), { times: 1 })

  while (it.clock.now() < back) {
    for (let n = 0; n < 50; n++) refuse()
    await it.work()
    it.mailbox.recover()
    it.clock.advance(minutes(1))
  }
  await it.workThrough()

  expect(it.failures).toEqual([])
  expect(it.cases.parked).toEqual([])
  expect(it.outbox.sent).toHaveLength(50)
})

test('a fault of configuration waits five minutes at a time, and past the age limit the invoice is parked', async () => {
  const it = await upTo('invoice-ready')
  it.outbox.failNext(new Misconfigured('graph', { status: 403 }), { on: 'createDraft', times: 100_000 })

  await it.run('invoice-ready', it.queues.take('invoice-ready'))

  expect(it.queues.all[0]?.visibleAt).toEqual(after(it.clock.now(), minutes(5)))

  it.clock.advance(hours(15 * 24))
  await it.work()

  expect(it.ledger.entries[0]?.status).toMatchObject({ state: 'parked' })
  expect(it.cases.parked[0]).toMatchObject({ step: 'invoice-ready', kind: 'too-old' })
  expect(it.outbox.sent).toEqual([])
})

test('what fails again and again waits longer each time, but no longer than a circuit stays open', async () => {
  const it = await upTo('invoice-ready')
  const waits: number[] = []
  it.outbox.failNext(new DependencyFailed('graph', 'server-error', { status: 500, mayHaveActed: true }), {
    on: 'createDraft',
    times: 9,
  })

  for (let n = 0; n < 9; n++) {
    await it.run('invoice-ready', it.queues.take('invoice-ready'))
    const wait = (it.queues.all[0]?.visibleAt.getTime() ?? 0) - it.clock.now().getTime()
    waits.push(wait / 1_000)
    it.clock.advance(wait)
  }

  expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60, 60, 60])
})

function numbered(n: number) {
  const { fields } = reading()
  return {
    ...fields,
    invoiceNumber: { value: `${n}`, evidence: { source: 'rules', quote: `${n}` } },
  } as const
}
