/** One second try, for calls that do no harm twice. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DependencyFailed, Misconfigured } from '../../../src/domain/errors.ts'
import type { Work } from '../../../src/resilience/guard.ts'
import { answer, failTimes, failure, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

const options = { idempotent: true }
const surelyNot = new DependencyFailed('graph', 'network', { mayHaveActed: false })

function inTurn(...outcomes: (Error | string)[]) {
  return vi.fn<Work<string>>(async () => {
    const next = outcomes.shift() ?? 'done'
    if (next instanceof Error) throw next
    return next
  })
}

describe('the quick retry', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())

  test.each([
    [0, 100],
    [0.5, 200],
    [0.999, 299],
  ])('comes once, after 100 to 300 ms (random %d: %i ms)', async (random, ms) => {
    const { guard } = trialGuard({}, { random: () => random })
    const work = inTurn(failure())
    const call = guard.call('read', work, options)
    await vi.advanceTimersByTimeAsync(ms - 1)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await call).toBe('done')
    expect(guard.snapshot()).toMatchObject({ consecutiveFailures: 0, counters: { calls: 2, failures: 1 } })
  })

  test('each try counts: two calls that fail twice make four failures', async () => {
    const { guard } = trialGuard({ opensAfter: 4 })
    const calls = [1, 2].map(() => outcomeOf(guard.call('read', throws(failure()), options)))
    await vi.advanceTimersByTimeAsync(1_000)
    await Promise.all(calls)
    expect(guard.snapshot()).toMatchObject({ state: 'open', counters: { calls: 4, failures: 4 } })
  })

  test('never comes for a call that is not said to be harmless twice', async () => {
    const { guard } = trialGuard()
    const work = inTurn(failure())
    expect(await outcomeOf(guard.call('send', work))).toMatchObject({ kind: 'dependency-failed' })
    expect(work).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['an answer', answer(404)],
    ['a fault of the settings', new Misconfigured('graph', { status: 401 })],
    ['trouble of another dependency', failure({}, 'identity')],
    ['a bug', new TypeError('x is undefined')],
  ])('never comes after %s', async (_, error) => {
    const { guard } = trialGuard()
    const work = inTurn(error)
    expect(await outcomeOf(guard.call('read', work, options))).toBe(error)
    expect(work).toHaveBeenCalledTimes(1)
  })

  test('a refusal is never retried', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 3)
    expect(await outcomeOf(guard.call('read', succeeds, options))).toMatchObject({ because: 'open' })
    expect(guard.snapshot().counters.refusals).toBe(1)
  })

  test('a circuit that opens during the pause lets no second try through, and the caller learns of the first', async () => {
    const { guard } = trialGuard()
    const first = failure()
    const call = outcomeOf(guard.call('read', throws(first), options))
    await vi.advanceTimersByTimeAsync(50)
    await failTimes(guard, 2)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await call).toBe(first)
    expect(guard.snapshot().counters.calls).toBe(3)
  })

  test('a second try that surely had no effect does not hide that the first may have had one', async () => {
    const { guard } = trialGuard()
    const first = failure()
    const call = outcomeOf(guard.call('read', inTurn(first, surelyNot), options))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await call).toBe(first)
  })
})
