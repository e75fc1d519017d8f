/** `Retry-After` is obeyed by every caller of a guard until it has passed, however long. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Work } from '../../../src/resilience/guard.ts'
import { CallRefused } from '../../../src/domain/errors.ts'
import { failTimes, failure, hangs, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

const asksFor120s = (status: number) => failure({ status, retryAfterMs: 120_000 })

describe('throttling', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())

  test.each([429, 503])(
    'FAILURES 10: after a %i with Retry-After 120 nobody calls before 120 s, though the circuit is closed',
    async (status) => {
      const { guard, events } = trialGuard()
      await failTimes(guard, 1, asksFor120s(status))
      const work = vi.fn<Work<unknown>>(succeeds)

      vi.advanceTimersByTime(119_999)
      const refused = await Promise.all([1, 2, 3].map(() => outcomeOf(guard.call('read', work))))
      expect(work).not.toHaveBeenCalled()
      expect(refused[0]).toMatchObject({ because: 'throttled', retryAt: new Date('2026-11-02T09:02:00Z') })
      expect(guard.snapshot()).toMatchObject({ state: 'closed', retryAt: '2026-11-02T09:02:00.000Z' })

      vi.advanceTimersByTime(1)
      expect(guard.snapshot().retryAt).toBeNull()
      expect(await guard.call('read', work)).toBe('done')
      expect(events.filter(({ kind }) => kind !== 'failed')).toMatchObject([
        { kind: 'throttled', retryAt: new Date('2026-11-02T09:02:00Z') },
        { kind: 'refused', because: 'throttled' },
        { kind: 'unthrottled', refusals: 3 },
      ])
    },
  )

  test('FAILURES 10: many answers of that kind at once open it for the longer time, in one transition', async () => {
    const { guard, events } = trialGuard()
    await Promise.all(
      Array.from({ length: 8 }, () => outcomeOf(guard.call('read', throws(asksFor120s(429))))),
    )

    expect(guard.snapshot()).toMatchObject({ state: 'open', retryAt: '2026-11-02T09:02:00.000Z' })
    expect(events.filter(({ kind }) => kind === 'opened')).toMatchObject([
      { retryAt: new Date('2026-11-02T09:02:00Z') },
    ])
    vi.advanceTimersByTime(60_000)
    expect(await outcomeOf(guard.call('read', succeeds))).toBeInstanceOf(CallRefused)
    vi.advanceTimersByTime(60_000)
    expect(await guard.call('read', succeeds)).toBe('done')
  })

  test('the open time stays the longer one where Retry-After is short', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 2)
    await failTimes(guard, 1, failure({ retryAfterMs: 5_000 }))
    expect(guard.snapshot()).toMatchObject({ state: 'open', retryAt: '2026-11-02T09:00:30.000Z' })
  })

  test('a shorter Retry-After does not take back a longer one', async () => {
    const { guard } = trialGuard()
    const [long, short] = [Promise.withResolvers<never>(), Promise.withResolvers<never>()]
    const calls = [long, short].map(({ promise }) => outcomeOf(guard.call('read', () => promise)))
    long.reject(asksFor120s(429))
    await calls[0]
    short.reject(failure({ retryAfterMs: 1_000 }))
    await calls[1]
    expect(guard.snapshot().retryAt).toBe('2026-11-02T09:02:00.000Z')
  })

  test.each([0, -5_000, Number.NaN])('a Retry-After of %d ms asks for nothing', async (retryAfterMs) => {
    const { guard, kinds } = trialGuard()
    await failTimes(guard, 1, failure({ retryAfterMs }))
    expect(await guard.call('read', succeeds)).toBe('done')
    await failTimes(guard, 3, failure({ retryAfterMs }))
    expect(guard.snapshot()).toMatchObject({ state: 'open', retryAt: '2026-11-02T09:00:30.000Z' })
    expect(kinds()).not.toContain('throttled')
  })

  test('a Retry-After beyond all time is a time that can still be told', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 1, failure({ retryAfterMs: Number.POSITIVE_INFINITY }))
    expect(await outcomeOf(guard.call('read', succeeds))).toBeInstanceOf(CallRefused)
  })

  test('a late answer with Retry-After prolongs a circuit that is open already', async () => {
    const { guard, kinds } = trialGuard()
    const late = Promise.withResolvers<never>()
    const call = outcomeOf(guard.call('read', () => late.promise))
    await failTimes(guard, 3)
    late.reject(asksFor120s(503))
    await call
    expect(guard.snapshot()).toMatchObject({ state: 'open', retryAt: '2026-11-02T09:02:00.000Z' })
    expect(kinds().filter((kind) => kind === 'opened')).toHaveLength(1)
  })

  test('a throttled call is not quickly retried', async () => {
    const { guard } = trialGuard()
    const work = vi.fn<Work<unknown>>(throws(asksFor120s(429)))
    expect(await outcomeOf(guard.call('read', work, { idempotent: true }))).toMatchObject({
      retryAfterMs: 120_000,
    })
    expect(work).toHaveBeenCalledTimes(1)
  })

  test('who waits for his turn is refused too', async () => {
    const { guard } = trialGuard({ atOnce: 1 })
    const first = Promise.withResolvers<never>()
    const calls = [outcomeOf(guard.call('read', () => first.promise)), outcomeOf(guard.call('read', hangs))]
    first.reject(asksFor120s(429))
    await calls[0]
    expect(await calls[1]).toMatchObject({ kind: 'call-refused', because: 'throttled' })
  })
})
