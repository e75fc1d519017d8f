/** What the host gave up on: it becomes a case, goes back by itself or by a person, or is dropped; the end is always named. */
import { expect, test } from 'vitest'
import { days, minutes, seconds } from '../../src/domain/clock.ts'
import { CallRefused, DependencyFailed } from '../../src/domain/errors.ts'
import { dropCase } from '../../src/pipeline/drop-case.ts'
import { redriveCase } from '../../src/pipeline/redrive-case.ts'
import { type Agent, agent, deliver, invoicePdf, outcomes } from './agent.ts'

const bug = new TypeError('a bug of ours')
const queueAway = new DependencyFailed('storage-queue', 'network', { mayHaveActed: false })
const graphAway = (it: Agent) => new CallRefused('graph', 'open', it.clock.now())

/** An agent with one invoice whose `invoice-stored` message is waiting. */
async function withInvoice(): Promise<Agent> {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  await it.run('mail-received', it.queues.take('mail-received'))
  return it
}

/** Works until the host has given up on what fails. */
async function giveUp(it: Agent): Promise<void> {
  for (let n = 0; n < 6; n++) {
    await it.work()
    it.clock.advance(seconds(31))
  }
}

/** The process dies in each of the host's five runs. */
async function dieFiveTimes(it: Agent): Promise<void> {
  const before = it.documents.calls.filter((call) => call === 'get').length
  for (let n = 1; n <= 5; n++) it.documents.dieAt('get', before + n, 'before', it.die)
  await giveUp(it)
}

const theCase = (it: Agent) => {
  const [one] = it.cases.all
  if (one === undefined) throw new TypeError('there is no case')
  return one
}

test('FAILURES 36: what a bug of ours poisoned is a case, its invoice is parked, and the channel is told once', async () => {
  const it = await withInvoice()
  it.parser.failNext(bug, { times: 5 })
  await giveUp(it)
  expect(it.poison.all).toHaveLength(1)

  await it.drain()
  await it.work()
  await it.drain()

  expect(it.poison.all).toEqual([])
  expect(it.cases.parked).toMatchObject([
    { step: 'invoice-stored', kind: 'fault', why: 'TypeError: a bug of ours', state: 'open', isTold: true },
  ])
  expect(outcomes(it)).toEqual(['parked'])
  expect(it.team.told).toHaveLength(1)
  expect(it.outbox.sent).toEqual([])
})

test('a person puts it back: the invoice goes on from where it stood and is mailed once', async () => {
  const it = await withInvoice()
  it.parser.failNext(bug, { times: 5 })
  await giveUp(it)
  await it.drain()

  await redriveCase(it, theCase(it), { who: 'Ada', why: 'mended' })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent).toHaveLength(1)
  expect(theCase(it)).toMatchObject({ state: 'redriven', redrives: 1 })
  expect(theCase(it).history.at(-1)).toMatchObject({
    who: 'Ada',
    what: 'put back into invoice-stored, mended',
  })
  const audit = await it.ledger.audit(it.ledger.entries[0]?.invoiceId ?? '')
  expect(audit).toContainEqual(expect.objectContaining({ who: 'Ada', what: 'worked on again, mended' }))
})

test('an invoice that was parked on its way out claims anew, and is mailed once', async () => {
  const it = await withInvoice()
  it.outbox.failNext(bug, { on: 'createDraft', times: 5 })
  await giveUp(it)
  await it.drain()
  expect(it.ledger.entries[0]?.status).toMatchObject({ state: 'parked', from: { state: 'posting' } })

  await redriveCase(it, theCase(it), { who: 'Ada', why: 'mended' })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent).toHaveLength(1)
})

test('an invoice that was parked in doubt is looked for before anything is sent', async () => {
  const it = await withInvoice()
  it.outbox.failNext(new DependencyFailed('graph', 'timeout', { mayHaveActed: true }), {
    on: 'send',
    replyLost: true,
  })
  await it.work()
  it.outbox.failNext(bug, { on: 'find', times: 5 })
  it.clock.advance(minutes(10))
  await giveUp(it)
  await it.drain()
  expect(outcomes(it)).toEqual(['parked'])

  await redriveCase(it, theCase(it), { who: 'Ada', why: 'mended' })
  await it.workThrough()

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent).toHaveLength(1)
})

test('a person drops it: it stays parked and says who and why', async () => {
  const it = await withInvoice()
  it.parser.failNext(bug, { times: 5 })
  await giveUp(it)
  await it.drain()
  const drop = () => dropCase(it, theCase(it), { who: 'Ada', reason: 'came on paper' })

  await drop()
  await drop()
  await it.work()
  await it.drain()

  expect(theCase(it)).toMatchObject({ state: 'dropped' })
  const why = 'TypeError: a bug of ours; dropped by Ada: came on paper'
  expect(it.ledger.entries[0]?.status).toMatchObject({ state: 'parked', why })
  expect(it.queues.all).toEqual([])
})

test('what an outage poisoned goes back by itself, but not before the dependency answers', async () => {
  const it = await withInvoice()
  it.documents.failNext(graphAway(it), { times: 5 })
  it.queues.failNext(queueAway, { on: 'putBack', times: 5 })
  await giveUp(it)
  it.away.add('storage-queue')

  await it.drain()
  await it.drain()

  expect(it.cases.parked).toMatchObject([{ kind: 'dependency-failed', dependency: 'storage-queue' }])
  expect(it.team.told).toMatchObject([
    { title: '1 message did not come through', text: '1 go back by themselves.' },
  ])
  expect(outcomes(it)).toEqual(['received'])

  it.away.clear()
  await it.drain()
  await it.workThrough()

  expect(it.cases.parked).toEqual([])
  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent).toHaveLength(1)
})

test('a message whose process died each time goes back twice, then a person looks', async () => {
  const it = await withInvoice()
  for (let round = 1; round <= 3; round++) {
    await dieFiveTimes(it)
    await it.drain()
    expect(theCase(it)).toMatchObject({ kind: 'no-error', redrives: Math.min(round, 2) })
  }
  await it.workThrough()

  expect(theCase(it)).toMatchObject({ state: 'open', redrives: 2 })
  expect(outcomes(it)).toEqual(['parked'])
})

test('a message that nobody can read and no invoice tells of is told by the drain, once', async () => {
  const it = agent()
  await it.run('mail-received', { v: 9 })

  await it.drain()
  await it.drain()

  expect(it.team.told).toHaveLength(1)
  expect(it.team.told[0]).toMatchObject({ facts: [{ name: 'mail-received: bad-message', value: '1' }] })
})

test('many are told of in one card', async () => {
  const it = agent()
  for (let n = 0; n < 70; n++) it.poison.give('mail-received', `{"v":${n + 2}}`)

  await it.drain()

  expect(it.poison.all).toEqual([])
  expect(it.cases.all).toHaveLength(70)
  expect(it.team.told).toMatchObject([{ title: '70 messages did not come through' }])
})

test('the channel being away loses no news: the next drain tells', async () => {
  const it = agent()
  await it.run('mail-received', { v: 9 })
  it.team.failNext(new DependencyFailed('teams', 'network', { mayHaveActed: false }))

  await expect(it.drain()).rejects.toThrow('teams failed')
  await it.drain()

  expect(it.team.told).toHaveLength(1)
})

test('the error of an earlier message is not taken for that of a later death', async () => {
  const it = await withInvoice()
  it.parser.failNext(bug, { times: 1 })
  await giveUp(it)
  expect(outcomes(it)).toEqual(['posted'])
  it.clock.advance(days(1))
  const { invoiceId } = it.ledger.entries[0] ?? { invoiceId: '' }
  const since = it.clock.now().toISOString()
  it.poison.give('notification', JSON.stringify({ v: 1, since, deferrals: 0, invoiceId }))

  await it.drain()

  expect(it.cases.all).toMatchObject([{ step: 'notification', kind: 'no-error', state: 'redriven' }])
})

test('what was parked for its age begins anew when a person puts it back', async () => {
  const it = await withInvoice()
  it.clock.advance(days(15))
  it.documents.failNext(graphAway(it))
  await it.work()
  expect(it.cases.parked).toMatchObject([{ kind: 'too-old' }])

  await redriveCase(it, theCase(it), { who: 'Ada', why: 'again' })
  it.documents.failNext(graphAway(it))
  await it.work()

  expect(it.cases.parked).toEqual([])
  it.clock.advance(minutes(5))
  await it.work()
  expect(outcomes(it)).toEqual(['posted'])
})

const deaths = (['cases', 'poison', 'ledger', 'queues', 'team'] as const).flatMap((fake) =>
  (['before', 'after'] as const).flatMap((when) =>
    Array.from({ length: 8 }, (_, place) => ({ fake, when, nth: place + 1 })),
  ),
)
test.each(deaths)(
  'FAILURES 34, in part: the drain dies $when call $nth of $fake: the message ends as it would have',
  async ({ fake, when, nth }) => {
    const it = await withInvoice()
    it.parser.failNext(bug, { times: 5 })
    await giveUp(it)
    it.poison.give('mail-received', '{"v":9}')
    const before = [...it[fake].calls]
    const operations = new Set([
      'find',
      'open',
      'save',
      'lastFailure',
      'take',
      'remove',
      'redrive',
      'change',
      'put',
      'tell',
    ])
    for (const operation of operations)
      it[fake].dieAt(operation, before.filter((call) => call === operation).length + nth, when, it.die)

    for (let n = 0; n < 30; n++) {
      await it.mortal(it.drain).catch(() => undefined)
      await it.work()
      it.clock.advance(minutes(1))
    }

    expect(it.poison.all).toEqual([])
    expect(it.cases.parked.map(({ step }) => step).toSorted()).toEqual(['invoice-stored', 'mail-received'])
    expect(it.cases.parked.every(({ isTold }) => isTold)).toBe(true)
    expect(outcomes(it)).toEqual(['parked'])
    const redriveAll = async () => {
      for (const one of it.cases.parked) await redriveCase(it, one, { who: 'Ada', why: 'mended' })
    }
    for (let n = 0; n < 30; n++) await it.mortal(redriveAll).catch(() => undefined)
    await it.workThrough()
    expect(it.outbox.sent).toHaveLength(1)
  },
)
