/** Mail that Graph tells of, beside the poll: one claim whoever sees it first, and what is forged is worth nothing. */
import { expect, test } from 'vitest'
import { after, minutes, seconds } from '../../src/domain/clock.ts'
import { CallRefused, DependencyFailed } from '../../src/domain/errors.ts'
import { parsed, reading } from '../factories.ts'
import { agent, clientState, deliver, invoicePdf, mailboxAddress, type Agent } from './agent.ts'

const notice = (mailId: string, over: Record<string, unknown> = {}) => ({
  subscriptionId: 'subscription-1',
  changeType: 'created',
  clientState,
  resource: `Users/${mailboxAddress}/Messages/${mailId}`,
  resourceData: { '@odata.type': '#Microsoft.Graph.Message', id: mailId },
  ...over,
})
/** An invoice of its own number. */
function numberedInvoice(it: Agent, name: string): void {
  const { fields } = reading()
  const invoiceNumber = { value: name, evidence: { source: 'rules', quote: name } } as const
  it.parser.answer(name, parsed({ rules: reading({ fields: { ...fields, invoiceNumber } }) }))
}

const queued = (it: Agent) => it.queues.of('mail-received').map(({ mailId }) => mailId)

test('FAILURES 1: every notice is lost; the poll brings all mails within one interval', async () => {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  for (const name of ['m1', 'm2', 'm3']) deliver(it, name, ['a.pdf'])
  it.clock.advance(minutes(5))

  await it.poll()
  await it.work()

  expect(it.ledger.mails.map(({ mailId }) => mailId)).toEqual(['m1', 'm2', 'm3'])
})

test('FAILURES 2: 100 times notice and poll bring the same mail at the same time: one claim, one mail each', async () => {
  const it = agent()
  await it.poll()
  for (let n = 1; n <= 100; n++) {
    numberedInvoice(it, `${n}.pdf`)
    deliver(it, `m${n}`, [`${n}.pdf`])
    await Promise.all([it.poll(), it.post(notice(`m${n}`))])
    const both = [it.queues.take('mail-received'), it.queues.take('mail-received')]
    expect(new Set(both.map((one) => one?.source))).toEqual(new Set(['notification', 'poll']))
    await Promise.all(both.map((message) => it.run('mail-received', message)))
  }
  await it.workThrough()

  expect(it.ledger.mails).toHaveLength(100)
  expect(it.ledger.entries).toHaveLength(100)
  expect(it.outbox.sent).toHaveLength(100)
  expect(new Set(it.outbox.sent.map(({ invoiceId }) => invoiceId)).size).toBe(100)
})

test('FAILURES 3: of 20 notices one is forged: 19 are queued, it is dropped and counted, and the reply is 202', async () => {
  const it = agent()
  const notices = Array.from({ length: 20 }, (_, n) => notice(`m${n + 1}`))
  notices[6] = notice('m7', { clientState: 'the state of our clienT' })

  expect(await it.post(...notices)).toBe(202)

  expect(queued(it)).toHaveLength(19)
  expect(queued(it)).not.toContain('m7')
  expect(it.queues.of('mail-received').every(({ source }) => source === 'notification')).toBe(true)
  expect(it.dropped).toEqual(['1 forged'])
})

test.each([
  ['no client state', { clientState: undefined }, '1 forged'],
  ['a client state that is no text', { clientState: { length: 23 } }, '1 forged'],
  ['another mailbox', { resource: 'Users/someone@else.example/Messages/m1' }, '1 foreign'],
  ['another thing than a mail', { resource: `Users/${mailboxAddress}/Events/m1` }, '1 foreign'],
  ['another mail than it says', { resource: `Users/${mailboxAddress}/Messages/m2` }, '1 foreign'],
  ['another change', { changeType: 'deleted' }, '1 shapeless'],
  ['no id', { resourceData: {} }, '1 shapeless'],
  ['an unknown event', { lifecycleEvent: 'exploded', changeType: undefined }, '1 shapeless'],
])('a notice with %s is dropped, and the one beside it queued', async (_, over, told) => {
  const it = agent()

  expect(await it.post(notice('m1', over), notice('m3'))).toBe(202)

  expect(queued(it)).toEqual(['m3'])
  expect(it.dropped).toEqual([told])
})

test('Graph names the mailbox by a GUID, and a mail twice in one POST', async () => {
  const it = agent()
  const byGuid = notice('m1', { resource: 'Users/ddfcd489-628b-40d7-b48b-57002df800e5/Messages/m1' })

  expect(await it.post(byGuid, notice('m1', { resource: `users('${mailboxAddress}')/messages('m1')` }))).toBe(
    202,
  )

  expect(queued(it)).toEqual(['m1'])
  expect(it.dropped).toEqual([])
})

test('while the queue is away the answer is 503, and Graph sends the notice again', async () => {
  const it = agent()
  const retryAt = after(it.clock.now(), seconds(45))
  it.queues.failNext(new CallRefused('storage-queue', 'open', retryAt))
  expect(await it.post(notice('m1'))).toBe(503)
  it.queues.failNext(new DependencyFailed('storage-queue', 'timeout', { mayHaveActed: true }))
  expect(await it.post(notice('m1'))).toBe(503)

  expect(await it.post(notice('m1'))).toBe(202)

  expect(queued(it)).toEqual(['m1'])
})

const event = (lifecycleEvent: string) => ({ subscriptionId: 'subscription-1', clientState, lifecycleEvent })
/** A run lists the folder and Junk. */
const deltaRuns = (it: Agent) => it.mailbox.calls.filter((call) => call === 'page').length / 2

test('FAILURES 6: ten times `missed`, one delta run; one that comes after it starts another', async () => {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  const before = deltaRuns(it)
  it.clock.advance(seconds(30))
  for (let n = 0; n < 10; n++) expect(await it.post(event('missed'))).toBe(202)
  it.clock.advance(seconds(1))
  // The host runs sixteen messages of a queue at once.
  const wishes = Array.from({ length: 10 }, () => it.queues.take('mailbox-check'))
  await Promise.all(wishes.map((wish) => it.run('mailbox-check', wish)))
  await it.workThrough()

  expect(deltaRuns(it) - before).toBe(1)
  expect(it.ledger.mails.map(({ mailId }) => mailId)).toEqual(['m1'])

  it.clock.advance(seconds(1))
  await it.post(event('missed'), event('missed'))
  it.clock.advance(seconds(1))
  await it.workThrough()
  expect(deltaRuns(it) - before).toBe(2)
})

test('a catch-up that was wished for before the last poll began is done already', async () => {
  const it = agent()
  await it.post(event('missed'))
  it.clock.advance(seconds(1))
  await it.poll()
  const before = deltaRuns(it)

  await it.work()

  expect(deltaRuns(it)).toBe(before)
})

test('a catch-up while Graph is away waits for it', async () => {
  const it = agent()
  await it.post(event('missed'))
  it.mailbox.failNext(new CallRefused('graph', 'open', after(it.clock.now(), minutes(2))))

  await it.work()
  expect(it.deferred).toEqual(['mailbox-check: graph open'])
  await it.workThrough()

  expect(await it.bookmarks.lastRun('catch-up')).toEqual(new Date('2026-11-02T09:02:00.000Z'))
})
