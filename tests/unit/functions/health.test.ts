/** GET /health: what it says and with which status. */
import { describe, expect, test } from 'vitest'
import type { Post } from '../../../src/domain/board.ts'
import { makeHealth } from '../../../src/functions/health.ts'
import { nobodyElse, readFleet, type FleetView } from '../../../src/resilience/fleet-view.ts'
import type { BreakerSnapshot } from '../../../src/resilience/snapshot.ts'
import { breakerSnapshot as breaker, post, postedBreaker } from '../../board-factories.ts'

const alone: FleetView = { state: 'known', asOf: '2026-11-02T09:00:00.000Z', ageSeconds: 1, ...nobodyElse }

const ask = (breakers: BreakerSnapshot[], query = '', fault?: string, fleet: FleetView = alone) =>
  makeHealth({
    version: '1.2.3',
    instance: 'i',
    process: 'p',
    started: new Date('2026-11-02T09:00:00.000Z'),
    breakers: () => breakers,
    fleet: () => fleet,
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

describe('the fleet', () => {
  const now = new Date('2026-11-02T09:00:30.000Z')
  const fleetOf = (posts: Post[], over: Partial<FleetView> = {}): FleetView => ({
    ...alone,
    ...readFleet(posts, { self: 'p', now, beatMs: 60_000 }),
    ...over,
  })

  test.each<[string, FleetView, string, string]>([
    [
      'another live process is open',
      fleetOf([post()]),
      'degraded',
      'degraded: graph open in 1 other process',
    ],
    [
      'two are not let in',
      fleetOf(
        ['a', 'b'].map((process) =>
          post({ process, unwell: [postedBreaker({ state: 'closed', misconfigured: true })] }),
        ),
      ),
      'degraded',
      'degraded: graph misconfigured in 2 other processes',
    ],
    ['it was open when it said goodbye', fleetOf([post({ isIdle: true })]), 'healthy', 'healthy'],
    [
      'nobody knows how it is now',
      fleetOf([post({ at: new Date('2026-11-02T08:57:30.000Z') })]),
      'healthy',
      'healthy',
    ],
    ['only its own row is there', fleetOf([post({ process: 'p' })]), 'healthy', 'healthy'],
    [
      'FAILURES 17: the board is away',
      { ...alone, state: 'unknown' },
      'degraded',
      'degraded: shared state unknown',
    ],
    ['the board is being read', { ...alone, state: 'not read yet' }, 'healthy', 'healthy'],
  ])('%s', (_, fleet, status, summary) => {
    expect(ask([breaker()], '', undefined, fleet).jsonBody).toMatchObject({ status, summary, fleet })
    const isWell = status === 'healthy'
    expect(ask([breaker()], 'strict=1', undefined, fleet).status).toBe(isWell ? 200 : 503)
    expect(ask([breaker()], '', undefined, fleet).status).toBe(200)
  })

  test('this process comes first in the summary', () => {
    expect(ask([open], '', undefined, fleetOf([post()], { state: 'unknown' })).jsonBody).toMatchObject({
      summary: 'degraded: graph open; graph open in 1 other process; shared state unknown',
    })
  })

  test('who pulled a lever, and why, is not for anybody', () => {
    const isolation = { who: 'maria@fabrikam.example', why: 'canary-7', until: '2026-11-02T10:00:00.000Z' }
    const said = JSON.stringify(ask([breaker({ state: 'isolated', isolation })]).jsonBody)
    expect(said).toContain('"isolation":{"until":"2026-11-02T10:00:00.000Z"}')
    expect(said).not.toMatch(/maria|canary/)
  })

  test('a board of a thousand rows costs an answer less than 2 ms, and is cut to what one can read', () => {
    const posts = Array.from({ length: 1_000 }, (_, place) =>
      post({ process: `worker-${place}`, unwell: [postedBreaker(), postedBreaker({ name: 'teams' })] }),
    )
    const fleet = fleetOf(posts)
    const timeOf = (view: FleetView): number => {
      const times = Array.from({ length: 101 }, () => {
        const begun = performance.now()
        JSON.stringify(ask([breaker()], '', undefined, view).jsonBody)
        return performance.now() - begun
      })
      return times.toSorted((a, b) => a - b)[50] ?? 0
    }
    expect(timeOf(fleet) - timeOf(alone)).toBeLessThan(2)
    expect(fleet.processes).toHaveLength(200)
    expect(fleet.counts).toEqual({ live: 1_000, idle: 0, unknown: 0 })
    expect(fleet.troubles).toContainEqual({ name: 'teams', state: 'open', processes: 1_000 })
  })
})
