/** The lever "probe now": the next call goes as the probe, before the open time is over. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Work } from '../../../src/resilience/guard.ts'
import { failTimes, failure, hangs, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
afterEach(() => vi.useRealTimers())

test('the next call of an open circuit is the probe, and closes it where it ends well', async () => {
  const { guard, kinds } = trialGuard()
  await failTimes(guard, 3)
  expect(await outcomeOf(guard.call('read', succeeds))).toMatchObject({ because: 'open' })

  guard.probe()
  expect(guard.snapshot()).toMatchObject({ state: 'open', probeDue: true, retryAt: null })
  expect(await guard.call('read', succeeds)).toBe('done')
  expect(guard.snapshot()).toMatchObject({ state: 'closed', openedAt: null })
  expect(kinds().slice(-2)).toEqual(['half-opened', 'closed'])
})

test('it is one probe: everybody else is refused, and a failure opens for the whole time again', async () => {
  const { guard } = trialGuard()
  await failTimes(guard, 3)
  vi.advanceTimersByTime(10_000)
  guard.probe()
  const reply = Promise.withResolvers<never>()
  const probe = outcomeOf(guard.call('read', () => reply.promise))
  const work = vi.fn<Work<string>>(succeeds)
  expect(await outcomeOf(guard.call('read', work))).toMatchObject({ because: 'half-open' })
  guard.probe()
  expect(await outcomeOf(guard.call('read', work))).toMatchObject({ because: 'half-open' })
  expect(work).not.toHaveBeenCalled()

  reply.reject(failure())
  await probe
  expect(guard.snapshot()).toMatchObject({ state: 'open', retryAt: '2026-11-02T09:00:40.000Z' })
})

test('a closed circuit has nothing to probe', async () => {
  const { guard, events } = trialGuard()
  void outcomeOf(guard.call('read', hangs))
  guard.probe()
  expect(guard.snapshot()).toMatchObject({ state: 'closed', probeDue: false })
  expect(events).toEqual([])
})

test('it lifts neither an isolation nor a Retry-After', async () => {
  const { guard } = trialGuard()
  await outcomeOf(guard.call('read', throws(failure({ retryAfterMs: 120_000 }))))
  await failTimes(guard, 3)
  guard.probe()
  expect(await outcomeOf(guard.call('read', succeeds))).toMatchObject({ because: 'throttled' })

  guard.isolate({ who: 'maria', why: 'tenant move' })
  guard.probe()
  expect(await outcomeOf(guard.call('read', succeeds))).toMatchObject({ because: 'isolated' })
})
