/** Past its step's deadline no remote call begins; the host would cut it off half way. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import hostJson from '../../../host.json' with { type: 'json' }
import { OutOfTime } from '../../../src/domain/errors.ts'
import { functionTimeoutMs, stepTimes, stepTimesOf } from '../../../src/domain/limits.ts'
import { deadline, withDeadline } from '../../../src/resilience/deadline.ts'
import type { Work } from '../../../src/resilience/guard.ts'
import { longestPauseMs, triesInAll } from '../../../src/resilience/quick-retry.ts'
import { defaultBreakers } from '../../../src/resilience/settings.ts'
import { failTimes, failure, hangs, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

const nine = new Date('2026-11-02T09:00:00Z')
const inSeconds = (n: number): Date => new Date(nine.getTime() + n * 1_000)

describe('the deadline of a step', () => {
  beforeEach(() => vi.useFakeTimers({ now: nine }))
  afterEach(() => vi.useRealTimers())

  test('lets calls begin before it and none from it on, whatever the state; the count is untouched', async () => {
    const { guard } = trialGuard()
    const work = vi.fn<Work<string>>(succeeds)
    await withDeadline(inSeconds(10), async () => {
      vi.advanceTimersByTime(9_999)
      await guard.call('read', work)
      vi.advanceTimersByTime(1)
      expect(await outcomeOf(guard.call('read', work))).toBeInstanceOf(OutOfTime)
    })
    expect(work).toHaveBeenCalledTimes(1)
    expect(guard.snapshot()).toMatchObject({
      state: 'closed',
      consecutiveFailures: 0,
      counters: { calls: 1 },
    })
  })

  test('does not use up the probe', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 3)
    vi.advanceTimersByTime(30_000)
    await withDeadline(inSeconds(10), () => outcomeOf(guard.call('read', succeeds)))
    expect(guard.snapshot().probeDue).toBe(true)
  })

  test('takes a waiter out of the line when it comes, though the calls before him hang', async () => {
    const { guard } = trialGuard({ atOnce: 1, timeoutMs: 60_000 })
    void outcomeOf(guard.call('read', hangs))
    const work = vi.fn<Work<string>>(succeeds)
    const waiter = withDeadline(inSeconds(10), () => outcomeOf(guard.call('read', work)))

    await vi.advanceTimersByTimeAsync(10_000)
    expect(await waiter).toBeInstanceOf(OutOfTime)

    await vi.advanceTimersByTimeAsync(50_000)
    expect(work).not.toHaveBeenCalled()
    expect(await guard.call('read', succeeds)).toBe('done')
  })

  test('who has left the line makes no call later, though his timer was a little ahead of the clock', async () => {
    const { guard } = trialGuard({ atOnce: 1 }, { clock: { now: () => nine } })
    void outcomeOf(guard.call('read', hangs))
    const work = vi.fn<Work<string>>(succeeds)
    const waiter = withDeadline(inSeconds(1), () => outcomeOf(guard.call('read', work)))
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await waiter).toBeInstanceOf(OutOfTime)
    expect(work).not.toHaveBeenCalled()
  })

  test('does not end a waiter whose turn came in time', async () => {
    const { guard } = trialGuard({ atOnce: 1, timeoutMs: 60_000 })
    const slow = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('done'), 9_000))
    const calls = withDeadline(inSeconds(10), () =>
      Promise.all([guard.call('read', slow), guard.call('read', slow)]),
    )
    await vi.advanceTimersByTimeAsync(18_000)
    expect(await calls).toEqual(['done', 'done'])
  })

  test('is looked at before the quick retry: the first failure is what the caller learns', async () => {
    const { guard } = trialGuard()
    const work = vi.fn<Work<never>>(throws(failure()))
    const call = withDeadline(inSeconds(0.1), () => outcomeOf(guard.call('read', work, { idempotent: true })))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await call).toMatchObject({ kind: 'dependency-failed' })
    expect(work).toHaveBeenCalledTimes(1)
  })

  test('does not hold the put of a deferral, nor what that call needs itself', async () => {
    const { guard } = trialGuard()
    vi.advanceTimersByTime(60_000)
    const seen = await withDeadline(inSeconds(10), () =>
      guard.call('put-back', async () => deadline(), { evenIfOpen: true }),
    )
    expect(seen).toBeUndefined()
  })
})

describe('the times of a step, added up', () => {
  test('host.json says what the limits are made for', () => {
    const [hh = 0, mm = 0, ss = 0] = hostJson.functionTimeout.split(':').map(Number)
    expect(((hh * 60 + mm) * 60 + ss) * 1_000).toBe(functionTimeoutMs)
    expect(stepTimes).toEqual({ stepMs: 7 * 60_000, lockMs: 11 * 60_000 })
  })

  test.each(Object.entries(defaultBreakers))(
    'a call through %s that begins at the last moment ends before the host ends the function',
    (_, { timeoutMs }) => {
      const longestCallMs = triesInAll * timeoutMs + (triesInAll - 1) * longestPauseMs
      expect(stepTimes.stepMs + longestCallMs).toBeLessThan(functionTimeoutMs)
    },
  )

  test.each([8_000, 60_000, functionTimeoutMs, 60 * 60_000])(
    'the lock on an invoice outlives a function that may run for %i ms, and the second until the host sees it',
    (timeoutMs) => {
      expect(stepTimesOf(timeoutMs).lockMs).toBeGreaterThan(timeoutMs + 2_000)
      expect(stepTimesOf(timeoutMs).stepMs).toBeLessThan(timeoutMs)
    },
  )
})
