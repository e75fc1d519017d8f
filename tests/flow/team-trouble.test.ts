/** FAILURES 32: whatever the channel does, the invoice is delivered first and the card follows. */
import { expect, test } from 'vitest'
import { seconds } from '../../src/domain/clock.ts'
import { DependencyFailed, type AgentError } from '../../src/domain/errors.ts'
import { type Agent, agent, deliver, invoicePdf, outcomes } from './agent.ts'

const failed = (failure: 'throttled' | 'server-error' | 'timeout', retryAfterMs?: number): AgentError =>
  new DependencyFailed('teams', failure, { mayHaveActed: failure !== 'throttled', retryAfterMs })

async function withInvoices(count: number): Promise<Agent> {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  for (let n = 1; n <= count; n++) deliver(it, `m${n}`, ['invoice.pdf'])
  await it.poll()
  return it
}

test.each([
  ['throttles for a minute', failed('throttled', seconds(60))],
  ['fails', failed('server-error')],
  ['hangs', failed('timeout')],
])(
  'FAILURES 32: Teams %s: accounts payable has its mail, the card waits in its queue and comes later',
  async (_, error) => {
    const it = await withInvoices(1)
    it.team.failNext(error, { times: 3 })

    await it.work()

    expect(it.outbox.sent).toHaveLength(1)
    expect(outcomes(it)).toEqual(['posted'])
    expect(it.ledger.entries[0]?.status.state).toBe('posted')
    expect(it.queues.all.map(({ queue, by }) => [queue, by])).toEqual([['notification', 'putBack']])
    await it.workThrough()
    expect(it.team.told).toHaveLength(1)
    expect(it.ledger.entries[0]?.status.state).toBe('notified')
    expect(it.failures).toEqual([])
    expect(it.cases.all).toEqual([])
  },
)

test('FAILURES 32: a 429 is waited for as long as it asks', async () => {
  const it = await withInvoices(1)
  it.team.failNext(failed('throttled', seconds(120)))
  await it.work()

  it.clock.advance(seconds(119))
  await it.work()
  expect(it.team.calls).toHaveLength(1)

  it.clock.advance(seconds(1))
  await it.work()
  expect(it.team.told).toHaveLength(1)
})

test('FAILURES 32: a flow that took the card and shows nothing costs no mail: the ledger says what was told', async () => {
  const it = await withInvoices(1)
  it.team.failNext(failed('timeout'), { replyLost: true })

  await it.workThrough()

  expect(it.outbox.sent).toHaveLength(1)
  const audit = await it.ledger.audit(it.ledger.entries[0]?.invoiceId ?? '')
  expect(audit.at(-1)).toMatchObject({ changeId: 'notified', what: 'the channel was told' })
})
