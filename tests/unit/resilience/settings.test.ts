/** The table of DESIGN "Breakers", and how BREAKER_* changes it. */
import { describe, expect, test } from 'vitest'
import { defaultBreakers, readBreakerSettings } from '../../../src/resilience/settings.ts'

describe('breaker settings', () => {
  test.each([
    ['graph', 5, 60, 30],
    ['openai', 3, 30, 60],
    ['storage-blob', 5, 45, 30],
    ['storage-queue', 5, 45, 30],
    ['storage-table', 5, 45, 30],
    ['teams', 3, 30, 10],
    ['identity', 5, 60, 30],
  ] as const)('%s opens after %i failures for %i s, with %i s a call', (name, opensAfter, open, limit) => {
    const { settings, faults } = readBreakerSettings({ PATH: '/bin' })
    expect(settings[name]).toMatchObject({ opensAfter, staysOpenMs: open * 1_000, timeoutMs: limit * 1_000 })
    expect(faults).toEqual([])
  })

  test('Graph takes 4 calls at once, the limit of one mailbox', () => {
    expect(defaultBreakers.graph.atOnce).toBe(4)
  })

  test.each([
    ['7/90s', 7, 90_000],
    ['2/5m', 2, 300_000],
    ['1/250ms', 1, 250],
  ])(
    'BREAKER_GRAPH=%s changes threshold and open time, and nothing else',
    (text, opensAfter, staysOpenMs) => {
      const { settings } = readBreakerSettings({ BREAKER_GRAPH: text })
      expect(settings).toEqual({
        ...defaultBreakers,
        graph: { ...defaultBreakers.graph, opensAfter, staysOpenMs },
      })
    },
  )

  test('BREAKER_STORAGE is for blob, queue and table, unless one has its own', () => {
    const { settings } = readBreakerSettings({ BREAKER_STORAGE: '4/20s', BREAKER_STORAGE_QUEUE: '9/1m' })
    expect(settings['storage-blob']).toMatchObject({ opensAfter: 4, staysOpenMs: 20_000 })
    expect(settings['storage-table']).toMatchObject({ opensAfter: 4, staysOpenMs: 20_000 })
    expect(settings['storage-queue']).toMatchObject({ opensAfter: 9, staysOpenMs: 60_000 })
  })

  test.each(['', '5', '0/60s', '5/0s', '5/60', '5 / 60s', '-1/60s', '5/60h', 'off'])(
    'BREAKER_TEAMS=%j is a fault that says what to set',
    (text) => {
      const { settings, faults } = readBreakerSettings({ BREAKER_TEAMS: text })
      expect(faults).toHaveLength(1)
      expect(faults[0]).toContain('such as 5/60s')
      expect(settings.teams).toEqual(defaultBreakers.teams)
    },
  )

  test('a name that is no breaker is a fault that lists the names', () => {
    const { faults } = readBreakerSettings({ BREAKER_GRAF: '5/60s', BREAKER_OPENAI: 'x' })
    expect(faults).toHaveLength(2)
    expect(faults[0]).toContain('BREAKER_STORAGE_BLOB')
  })
})
