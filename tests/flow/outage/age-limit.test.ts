/** How long a message may wait: past the seven days that a queue keeps by default, and not past the age limit. */
import { expect, test } from 'vitest'
import { after, days, hours, seconds } from '../../../src/domain/clock.ts'
import { CallRefused } from '../../../src/domain/errors.ts'
import { agent, deliver, invoicePdf, outcomes, type Agent } from '../agent.ts'

async function waiting(): Promise<Agent> {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  return it
}

/** Graph is away; the work is looked at once an hour. */
async function withoutGraph(it: Agent, ms: number): Promise<void> {
  const back = after(it.clock.now(), ms)
  while (it.clock.now() < back) {
    it.mailbox.failNext(new CallRefused('graph', 'open', after(it.clock.now(), seconds(60))))
    await it.work()
    it.clock.advance(hours(1))
  }
  it.mailbox.recover()
}

test('FAILURES 12: a message that has waited for eight days is still there, and delivered when Graph is back', async () => {
  const it = await waiting()

  await withoutGraph(it, days(8))

  expect(it.queues.of('mail-received')).toMatchObject([{ mailId: 'm1', deferrals: 8 * 24 }])
  await it.workThrough()
  expect(outcomes(it)).toEqual(['posted'])
  expect(it.cases.all).toEqual([])
})

test('FAILURES 12, 36: past the age limit it is parked with its reason, alone: what came later goes on waiting', async () => {
  const it = await waiting()
  await withoutGraph(it, days(10))
  deliver(it, 'm2', ['invoice.pdf'])
  await it.poll()

  it.mailbox.failNext(new CallRefused('graph', 'open', after(it.clock.now(), days(5))), { times: 2 })
  await it.work()
  it.clock.advance(days(5))
  it.mailbox.failNext(new CallRefused('graph', 'open', after(it.clock.now(), seconds(60))), { times: 2 })
  await it.work()

  expect(it.cases.parked).toMatchObject([
    {
      step: 'mail-received',
      kind: 'too-old',
      why: expect.stringMatching(/^waited past the age limit; last: graph open/) as string,
    },
  ])
  expect(it.cases.parked[0]?.message).toContain('"mailId":"m1"')
  it.mailbox.recover()
  await it.workThrough()
  expect(outcomes(it)).toEqual(['posted'])
})
