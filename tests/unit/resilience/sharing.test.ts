/** Who shares what: one guard a dependency and process, and none between dependencies. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dependencies } from '../../../src/domain/dependency.ts'
import { CallRefused, DependencyFailed } from '../../../src/domain/errors.ts'
import { breakerState, createGuards, type Guards } from '../../../src/resilience/create-guards.ts'
import { defaultBreakers } from '../../../src/resilience/settings.ts'
import { failTimes, failure, hangs, outcomeOf, succeeds } from './trial-guard.ts'

const asIs = (error: unknown): Error => error as Error
const translate = Object.fromEntries(dependencies.map((name) => [name, asIs])) as Record<
  (typeof dependencies)[number],
  typeof asIs
>
const trialGuards = (): Guards => createGuards({ settings: defaultBreakers, translate })

describe('sharing', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())

  test('all callers in a process share one breaker: what some of them suffer, the others are spared', async () => {
    const guards = trialGuards()
    const callers = Array.from({ length: 8 }, () => ({
      fail: () => failTimes(guards.graph, 1),
      read: () => outcomeOf(guards.graph.call('read', succeeds)),
    }))
    for (const caller of callers.slice(0, 5)) await caller.fail()

    for (const caller of callers) expect(await caller.read()).toBeInstanceOf(CallRefused)
    expect(breakerState(guards, 'graph')).toMatchObject({
      state: 'open',
      counters: { calls: 5, refusals: 8 },
    })
  })

  test('an open circuit stops no other dependency, not even blobs the queues', async () => {
    const guards = trialGuards()
    await failTimes(guards['storage-blob'], 5, failure({}, 'storage-blob'))

    for (const name of dependencies.filter((other) => other !== 'storage-blob'))
      expect(await guards[name].call('read', succeeds)).toBe('done')
    expect(breakerState(guards).map(({ name, state }) => `${name} ${state}`)).toEqual([
      'graph closed',
      'openai closed',
      'storage-blob open',
      'storage-queue closed',
      'storage-table closed',
      'teams closed',
      'identity closed',
    ])
  })

  test('a token service that is silent is no failure of the service called, though both clocks run out together', async () => {
    const guards = trialGuards()
    const send = vi.fn<() => Promise<string>>(succeeds)
    const calls = Array.from({ length: 4 }, () =>
      outcomeOf(
        guards.graph.call('send', async () => {
          await guards.identity.call('token', hangs)
          return send()
        }),
      ),
    )
    await vi.advanceTimersByTimeAsync(30_000)

    for (const error of await Promise.all(calls)) {
      expect(error).toBeInstanceOf(DependencyFailed)
      // The request never left: no doubt whether it acted.
      expect(error).toMatchObject({ dependency: 'identity', failure: 'timeout', mayHaveActed: false })
    }
    expect(send).not.toHaveBeenCalled()
    expect(breakerState(guards, 'graph')).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
    expect(breakerState(guards, 'identity')).toMatchObject({ consecutiveFailures: 4 })
  })

  test('once the token is there, silence is the service’s own', async () => {
    const guards = trialGuards()
    const call = outcomeOf(
      guards.graph.call('read', async () => {
        await guards.identity.call('token', succeeds)
        return hangs()
      }),
    )
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await call).toMatchObject({ dependency: 'graph', failure: 'timeout', mayHaveActed: true })
    expect(breakerState(guards, 'graph').consecutiveFailures).toBe(1)
  })

  test('the clock that is passed in rules, whatever the machine’s clock says', async () => {
    let now = new Date('2031-05-05T05:05:05Z')
    const guards = createGuards({ settings: defaultBreakers, translate, clock: { now: () => now } })
    await failTimes(guards.graph, 5)
    vi.advanceTimersByTime(3_600_000)
    expect(await outcomeOf(guards.graph.call('read', succeeds))).toMatchObject({
      retryAt: new Date('2031-05-05T05:06:05Z'),
    })
    now = new Date('2031-05-05T05:06:05Z')
    expect(await guards.graph.call('read', succeeds)).toBe('done')
  })
})
