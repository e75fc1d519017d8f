/** When a circuit opens, what it then answers, and when it closes again. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Work } from '../../../src/resilience/guard.ts'
import { CallRefused } from '../../../src/domain/errors.ts'
import { failTimes, failure, hangs, outcomeOf, succeeds, trialGuard } from './trial-guard.ts'

describe('the circuit of a guard of 3 failures and 30 s', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())

  test('stays closed after 2 failures and a success, and opens with the third failure in a row', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 2)
    await guard.call('read', succeeds)
    await failTimes(guard, 2)
    expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 2, openedAt: null })

    await failTimes(guard, 1)

    expect(guard.snapshot()).toMatchObject({
      state: 'open',
      consecutiveFailures: 3,
      threshold: 3,
      resetAfterSeconds: 30,
      openedAt: '2026-11-02T09:00:00.000Z',
      retryAt: '2026-11-02T09:00:30.000Z',
      probeDue: false,
      lastFailure: { kind: 'server-error', at: '2026-11-02T09:00:00.000Z' },
      counters: { calls: 6, failures: 5, refusals: 0, opened: 1 },
    })
  })

  test('open, it refuses without a call and says which dependency and when to come back', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 3)
    vi.advanceTimersByTime(10_000)
    const work = vi.fn<Work<unknown>>(succeeds)

    const refused = await outcomeOf(guard.call('read', work))

    expect(work).not.toHaveBeenCalled()
    expect(refused).toBeInstanceOf(CallRefused)
    expect(refused).toMatchObject({
      kind: 'call-refused',
      dependency: 'graph',
      because: 'open',
      retryAt: new Date('2026-11-02T09:00:30Z'),
    })
    expect(guard.snapshot().counters).toEqual({ calls: 3, failures: 3, refusals: 1, opened: 1 })
  })

  test('once the open time is over the probe is due, and its success closes the circuit with the count at zero', async () => {
    const { guard, kinds } = trialGuard()
    await failTimes(guard, 3)
    vi.advanceTimersByTime(29_999)
    expect(await outcomeOf(guard.call('read', succeeds))).toBeInstanceOf(CallRefused)
    vi.advanceTimersByTime(1)
    expect(guard.snapshot()).toMatchObject({ state: 'open', probeDue: true, retryAt: null })

    expect(await guard.call('read', succeeds)).toBe('done')

    expect(guard.snapshot()).toMatchObject({
      state: 'closed',
      consecutiveFailures: 0,
      openedAt: null,
      retryAt: null,
      probeDue: false,
    })
    expect(kinds().filter((kind) => kind !== 'failed')).toEqual([
      'opened',
      'refused',
      'half-opened',
      'closed',
    ])
  })

  test('a try past its time is a failure of the dependency that may have acted, and counts', async () => {
    const { guard } = trialGuard()
    const aborted: boolean[] = []
    const calls = [1, 2, 3].map(() =>
      outcomeOf(
        guard.call('send', (signal) => {
          signal.addEventListener('abort', () => aborted.push(true))
          return hangs()
        }),
      ),
    )
    await vi.advanceTimersByTimeAsync(5_000)

    expect(await calls[0]).toMatchObject({
      kind: 'dependency-failed',
      failure: 'timeout',
      mayHaveActed: true,
    })
    expect(aborted).toHaveLength(3)
    expect(guard.snapshot()).toMatchObject({ state: 'open', lastFailure: { kind: 'timeout' } })
  })

  test('an SDK that answers the abort with an error of its own has timed out all the same', async () => {
    const { guard } = trialGuard()
    const call = outcomeOf(
      guard.call(
        'read',
        (signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('AbortError')))),
      ),
    )
    await vi.advanceTimersByTimeAsync(5_000)

    expect(await call).toMatchObject({ kind: 'dependency-failed', failure: 'timeout' })
  })

  test('an operation may have a time limit of its own', async () => {
    const { guard } = trialGuard()
    const call = outcomeOf(guard.call('upload', hangs, { timeoutMs: 60_000 }))
    await vi.advanceTimersByTimeAsync(59_999)
    expect(guard.snapshot().counters.failures).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(await call).toMatchObject({ failure: 'timeout' })
  })

  test('500 refusals make one line for the log, and the end of the open period says how many there were', async () => {
    const { guard, events } = trialGuard()
    await failTimes(guard, 3)
    await Promise.all(Array.from({ length: 500 }, () => outcomeOf(guard.call('read', succeeds))))
    vi.advanceTimersByTime(30_000)
    await guard.call('read', succeeds)

    expect(events.filter((event) => event.kind === 'refused')).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({ kind: 'closed', dependency: 'graph', refusals: 500 })
    expect(guard.snapshot().counters).toEqual({ calls: 4, failures: 3, refusals: 500, opened: 1 })
  })

  test('calls that were under way when it opened are not heard any more: they neither reset nor prolong', async () => {
    const { guard, kinds } = trialGuard()
    const late = Promise.withResolvers<string>()
    const lateFailure = Promise.withResolvers<string>()
    const calls = [
      guard.call('read', () => late.promise, { timeoutMs: 90_000 }),
      outcomeOf(guard.call('read', () => lateFailure.promise, { timeoutMs: 90_000 })),
    ]
    await failTimes(guard, 3)
    late.resolve('at last')
    expect(await calls[0]).toBe('at last')
    expect(guard.snapshot()).toMatchObject({ state: 'open', consecutiveFailures: 3 })

    await vi.advanceTimersByTimeAsync(30_000)
    const probe = Promise.withResolvers<string>()
    const probing = guard.call('read', () => probe.promise)
    lateFailure.reject(failure())
    await calls[1]
    expect(guard.snapshot().state).toBe('half-open')
    probe.resolve('well')
    await probing
    expect(guard.snapshot().state).toBe('closed')
    expect(kinds().filter((kind) => kind === 'opened')).toHaveLength(1)
  })
})
