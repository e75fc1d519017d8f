/** What one answer of /breakers comes to on the operations page: the worst that any live process says. */
import { expect, test } from 'vitest'
import type { FleetProcess } from '../../../src/resilience/fleet-view.ts'
import type { BreakerSnapshot } from '../../../src/resilience/snapshot.ts'
import { breakerSnapshot as here } from '../../board-factories.ts'
import { breakerRows, troubledBreakers } from '../../../src/ops/breaker-rows.ts'

const there = (standing: FleetProcess['standing'], over: Partial<BreakerSnapshot> = {}): FleetProcess => ({
  process: 'p',
  instance: 'i',
  version: '1',
  standing,
  ageSeconds: 1,
  started: '2026-11-24T08:00:00.000Z',
  breakers: [here({ state: 'open', retryAt: '2026-11-24T09:00:30.000Z', ...over })],
})
const answer = (breakers: BreakerSnapshot[], processes: FleetProcess[]) => ({
  breakers,
  levers: [],
  history: [],
  fleet: {
    state: 'known' as const,
    asOf: null,
    ageSeconds: null,
    counts: { live: 1, idle: 0, unknown: 0 },
    troubles: [],
    processes,
  },
})

test('closed here and open in a live process elsewhere is open, until the first of its probes', () => {
  const earlier = there('live', { retryAt: '2026-11-24T09:00:10.000Z' })
  const [row] = breakerRows(answer([here()], [there('live'), earlier]))
  expect(row).toMatchObject({ state: 'open', mood: 'bad', unwell: 2, processes: 3 })
  expect(row?.retryAt).toBe('2026-11-24T09:00:10.000Z')
  expect(troubledBreakers(answer([here()], [there('live')]))).toEqual(['graph open'])
})

test('what a process said before it went idle or silent is no trouble now', () => {
  const quiet = answer([here()], [there('idle'), there('unknown')])
  expect(breakerRows(quiet)).toMatchObject([{ state: 'closed', mood: 'good', processes: 1 }])
  expect(troubledBreakers(quiet)).toEqual([])
})

test('closed, but not let in, is told as misconfigured', () => {
  expect(troubledBreakers(answer([here({ misconfigured: true })], []))).toEqual(['graph misconfigured'])
})
