/** So many calls at once; who waits for his turn passes the gate only when it comes. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Work } from '../../../src/resilience/guard.ts'
import { hangs, outcomeOf, succeeds, trialGuard } from './trial-guard.ts'

describe('the bulkhead', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())

  test('FAILURES 11: of 32 calls at once never more than 4 are under way, and all are made in the order they came', async () => {
    const { guard } = trialGuard({ atOnce: 4 })
    let underWay = 0
    let most = 0
    const order: number[] = []
    const calls = Array.from({ length: 32 }, (_, i) =>
      guard.call('read', async () => {
        most = Math.max(most, ++underWay)
        order.push(i)
        await new Promise((resolve) => setTimeout(resolve, 100))
        underWay--
      }),
    )

    await vi.advanceTimersByTimeAsync(799)
    expect(order).toHaveLength(32)
    await vi.advanceTimersByTimeAsync(1)
    await Promise.all(calls)

    expect(most).toBe(4)
    expect(order).toEqual(Array.from({ length: 32 }, (_, i) => i))
  })

  test('when it opens, all who wait are refused without a call: 500 callers of a hanging dependency make 6', async () => {
    const { guard } = trialGuard({ atOnce: 4 })
    const work = vi.fn<Work<never>>(hangs)
    let refused = 0
    const calls = Array.from({ length: 500 }, () =>
      outcomeOf(guard.call('read', work)).then((error) => {
        if ((error as { kind?: string }).kind === 'call-refused') refused++
      }),
    )
    expect(work).toHaveBeenCalledTimes(4)

    await vi.advanceTimersByTimeAsync(5_000)
    // The first two time-outs each let a waiter begin; the third opened it, and everybody else is refused by now.
    expect(refused).toBe(494)
    expect(guard.snapshot()).toMatchObject({
      state: 'open',
      counters: { calls: 6, refusals: 494, opened: 1 },
    })

    await vi.advanceTimersByTimeAsync(5_000)
    await Promise.all(calls)
    expect(work).toHaveBeenCalledTimes(6)
  })

  test('a refusal takes no place in the line: calls that hang do not hold it up', async () => {
    const { guard } = trialGuard({ atOnce: 4 })
    for (let i = 0; i < 4; i++) void outcomeOf(guard.call('read', hangs))
    guard.isolate({ who: 'maria', why: 'tenant move' })
    expect(await outcomeOf(guard.call('read', succeeds))).toMatchObject({ because: 'isolated' })
  })

  test('a waiter runs in his own context: his trace and his deadline are not those of the call before him', async () => {
    const { guard } = trialGuard({ atOnce: 1 })
    const step = new AsyncLocalStorage<string>()
    const seen: (string | undefined)[] = []
    const work = async (): Promise<void> => {
      seen.push(step.getStore())
    }
    await Promise.all(
      ['first', 'second', 'third'].map((name) => step.run(name, () => guard.call('read', work))),
    )
    expect(seen).toEqual(['first', 'second', 'third'])
  })
})
