/** The levers of the people who run it: isolate with who, why and until when; release. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CallRefused } from '../../../src/domain/errors.ts'
import type { Work } from '../../../src/resilience/guard.ts'
import { failTimes, failure, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

const lever = { who: 'maria', why: 'tenant move' }

describe('isolate and release', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())

  test('isolated, it refuses every call until it is released, and says by whom and why', async () => {
    const { guard, events } = trialGuard()
    const work = vi.fn<Work<string>>(succeeds)
    guard.isolate(lever)
    vi.advanceTimersByTime(3_600_000)

    expect(await outcomeOf(guard.call('read', work))).toMatchObject({
      because: 'isolated',
      retryAt: new Date('2026-11-02T10:00:30Z'),
    })
    expect(await outcomeOf(guard.call('put-back', work, { evenIfOpen: true }))).toBeInstanceOf(CallRefused)
    expect(work).not.toHaveBeenCalled()
    expect(guard.snapshot()).toMatchObject({
      state: 'isolated',
      retryAt: null,
      isolation: { who: 'maria', why: 'tenant move', until: null },
    })

    guard.release('jan')
    expect(await guard.call('read', work)).toBe('done')
    expect(guard.snapshot()).toMatchObject({ state: 'closed', isolation: null })
    expect(events).toMatchObject([
      { kind: 'isolated', who: 'maria', why: 'tenant move', until: undefined },
      { kind: 'refused', because: 'isolated' },
      { kind: 'released', who: 'jan', refusals: 2 },
    ])
  })

  test('one release undoes any number of isolations, the last of which is the one that is shown', async () => {
    const { guard } = trialGuard()
    guard.isolate(lever)
    guard.isolate({ who: 'jan', why: 'still moving' })
    expect(guard.snapshot().isolation).toMatchObject({ who: 'jan' })
    guard.release('jan')
    expect(await guard.call('read', succeeds)).toBe('done')
  })

  test('it is back to closed with the count at zero, also where it was open before', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 3)
    guard.isolate(lever)
    expect(guard.snapshot().state).toBe('isolated')
    guard.release('maria')
    expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0, openedAt: null })
    await failTimes(guard, 2)
    expect(guard.snapshot().state).toBe('closed')
    await failTimes(guard, 1)
    expect(guard.snapshot().state).toBe('open')
  })

  test('release alone closes an open circuit; a closed one makes no news', async () => {
    const { guard, kinds } = trialGuard()
    guard.release('maria')
    expect(kinds()).toEqual([])
    await failTimes(guard, 3)
    guard.release('maria')
    expect(await guard.call('read', succeeds)).toBe('done')
    expect(kinds().at(-1)).toBe('released')
  })

  test('when its time is over it is released by itself', async () => {
    const { guard, events } = trialGuard()
    await failTimes(guard, 3)
    guard.isolate({ ...lever, until: new Date('2026-11-02T09:15:00Z') })
    vi.advanceTimersByTime(15 * 60_000 - 1)
    expect(await outcomeOf(guard.call('read', succeeds))).toMatchObject({
      because: 'isolated',
      retryAt: new Date('2026-11-02T09:15:00Z'),
    })
    expect(guard.snapshot()).toMatchObject({ state: 'isolated', retryAt: '2026-11-02T09:15:00.000Z' })

    vi.advanceTimersByTime(1)
    expect(guard.snapshot()).toMatchObject({
      state: 'closed',
      consecutiveFailures: 0,
      openedAt: null,
      isolation: null,
      retryAt: null,
      probeDue: false,
    })
    expect(await guard.call('read', succeeds)).toBe('done')
    expect(events.at(-1)).toMatchObject({ kind: 'released', who: undefined, refusals: 1 })
  })

  test('calls that were under way say nothing while it is isolated', async () => {
    const { guard, kinds } = trialGuard({ opensAfter: 1 })
    const reply = Promise.withResolvers<never>()
    const call = outcomeOf(guard.call('read', () => reply.promise))
    guard.isolate(lever)
    reply.reject(failure())
    await call
    expect(guard.snapshot()).toMatchObject({ state: 'isolated', counters: { failures: 1, opened: 0 } })
    expect(kinds()).toEqual(['isolated', 'failed'])
  })

  test('a call that ends about when it is released cannot open the new circuit, at whatever tick it is heard', async () => {
    for (let ticks = 0; ticks < 20; ticks++) {
      const { guard } = trialGuard({ opensAfter: 1 })
      const reply = Promise.withResolvers<never>()
      const call = outcomeOf(guard.call('read', () => reply.promise))
      guard.isolate(lever)
      guard.release('maria')
      const second = outcomeOf(guard.call('read', () => reply.promise))
      reply.reject(failure())
      for (let i = 0; i < ticks; i++) await Promise.resolve()
      guard.isolate(lever)
      guard.release('maria')
      await Promise.all([call, second])
      expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
    }
  })

  test('a release does not lift a Retry-After', async () => {
    const { guard } = trialGuard()
    await outcomeOf(guard.call('read', throws(failure({ retryAfterMs: 60_000 }))))
    guard.isolate(lever)
    guard.release('maria')
    expect(await outcomeOf(guard.call('read', succeeds))).toMatchObject({ because: 'throttled' })
  })
})
