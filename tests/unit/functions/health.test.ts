/** GET /health: what it says and with which status. */
import { expect, test } from 'vitest'
import { makeHealth } from '../../../src/functions/health.ts'
import type { BreakerSnapshot } from '../../../src/resilience/snapshot.ts'

const breaker = (over: Partial<BreakerSnapshot> = {}): BreakerSnapshot => ({
  name: 'graph',
  state: 'closed',
  consecutiveFailures: 0,
  threshold: 5,
  resetAfterSeconds: 60,
  openedAt: null,
  retryAt: null,
  probeDue: false,
  misconfigured: false,
  lastFailure: null,
  isolation: null,
  counters: { calls: 0, failures: 0, refusals: 0, opened: 0 },
  ...over,
})

const ask = (breakers: BreakerSnapshot[], query = '', fault?: string) =>
  makeHealth({
    version: '1.2.3',
    instance: 'i',
    process: 'p',
    started: new Date('2026-11-02T09:00:00.000Z'),
    breakers: () => breakers,
    fault: () => fault,
  })({ query: new URLSearchParams(query) })

const open = breaker({ state: 'open', retryAt: '2026-11-02T09:01:00.000Z' })

test.each<[string, BreakerSnapshot[], string, string | undefined, string, number]>([
  ['all closed', [breaker()], '', undefined, 'healthy', 200],
  ['one open', [breaker(), open], '', undefined, 'degraded', 200],
  ['half-open', [breaker({ state: 'half-open' })], '', undefined, 'degraded', 200],
  ['isolated', [breaker({ state: 'isolated' })], '', undefined, 'degraded', 200],
  ['not let in', [breaker({ misconfigured: true })], '', undefined, 'degraded', 200],
  ['one open, for a monitor', [open], 'strict=1', undefined, 'degraded', 503],
  ['all closed, for a monitor', [breaker()], 'strict=1', undefined, 'healthy', 200],
  ['start-up failed', [breaker()], '', 'start-up failed', 'unhealthy', 503],
])('%s', (_, breakers, query, fault, status, code) => {
  const answer = ask(breakers, query, fault)

  expect(answer.status).toBe(code)
  expect(answer.jsonBody).toMatchObject({ status, version: '1.2.3', instance: 'i', process: 'p' })
})

test('it shows each breaker as it stands, and nothing may keep the answer', () => {
  const answer = ask([open])

  expect(answer.jsonBody).toMatchObject({ breakers: [open], started: '2026-11-02T09:00:00.000Z' })
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
})
