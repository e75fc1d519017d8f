/** An answer in place of a dependency that is away, and the one call that passes an open circuit. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CallRefused, Misconfigured } from '../../../src/domain/errors.ts'
import { answer, failTimes, failure, hangs, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

const lastKnown = (): string => 'last known'

describe('a fallback', () => {
  test('answers for a call that failed, and learns why', async () => {
    const { guard } = trialGuard()
    const away = failure()
    const given = await guard.call<unknown>('read', throws(away), { fallback: (error) => error })
    expect(given).toBe(away)
  })

  test('answers for a call that was refused', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 3)
    expect(await guard.call('read', succeeds, { fallback: lastKnown })).toBe('last known')
    expect(guard.snapshot().counters.refusals).toBe(1)
  })

  test('answers where no token was to be had', async () => {
    const { guard } = trialGuard()
    const refused = new CallRefused('identity', 'open', new Date(0))
    expect(await guard.call('read', throws(refused), { fallback: lastKnown })).toBe('last known')
  })

  test.each([
    ['an answer', answer(404)],
    ['a fault of the settings', new Misconfigured('graph', { status: 403 })],
    ['a bug', new TypeError('x is undefined')],
  ])('does not cover up %s', async (_, error) => {
    const { guard } = trialGuard()
    expect(await outcomeOf(guard.call('read', throws(error), { fallback: lastKnown }))).toBe(error)
  })

  test('is asked after the quick retry', async () => {
    const { guard } = trialGuard()
    const options = { idempotent: true, fallback: lastKnown }
    expect(await guard.call('read', throws(failure()), options)).toBe('last known')
    expect(guard.snapshot().counters.calls).toBe(2)
  })
})

describe('the put of a deferral', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())
  const options = { evenIfOpen: true }

  test('passes an open circuit, without closing it', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 3)
    expect(await guard.call('put-back', succeeds, options)).toBe('done')
    expect(guard.snapshot()).toMatchObject({ state: 'open', consecutiveFailures: 3, counters: { calls: 4 } })
  })

  test('passes a throttled gate and a probe under way', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 2)
    await failTimes(guard, 1, failure({ retryAfterMs: 60_000 }))
    expect(await guard.call('put-back', succeeds, options)).toBe('done')
    vi.advanceTimersByTime(60_000)
    void outcomeOf(guard.call('read', hangs))
    expect(await guard.call('put-back', succeeds, options)).toBe('done')
    expect(guard.snapshot().state).toBe('half-open')
  })

  test('does not wait behind calls that hang, and has its own time limit', async () => {
    const { guard } = trialGuard({ atOnce: 1 })
    void outcomeOf(guard.call('read', hangs))
    expect(await guard.call('put-back', succeeds, options)).toBe('done')
    const hung = outcomeOf(guard.call('put-back', hangs, options))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await hung).toMatchObject({ failure: 'timeout' })
  })

  test('counts like any other call while the circuit is closed', async () => {
    const { guard } = trialGuard()
    for (let i = 0; i < 3; i++) await outcomeOf(guard.call('put-back', throws(failure()), options))
    expect(guard.snapshot().state).toBe('open')
  })
})
