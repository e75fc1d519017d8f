/** One probe; everybody else is refused at once; only what the probe says about the dependency decides. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Work } from '../../../src/resilience/guard.ts'
import { CallRefused, Misconfigured } from '../../../src/domain/errors.ts'
import { answer, failTimes, failure, hangs, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

async function dueForProbe() {
  const trial = trialGuard()
  await failTimes(trial.guard, 3)
  vi.advanceTimersByTime(30_000)
  return trial
}

describe('half-open', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-02T09:00:00Z') }))
  afterEach(() => vi.useRealTimers())

  test('FAILURES 13: of 20 workers at probe time one calls, 19 are refused at once with a retry in 1 to 5 s', async () => {
    const { guard } = await dueForProbe()
    const reply = Promise.withResolvers<string>()
    const work = vi.fn<Work<unknown>>(() => reply.promise)

    const first = guard.call('read', work)
    const others = await Promise.all(Array.from({ length: 19 }, () => outcomeOf(guard.call('read', work))))

    expect(work).toHaveBeenCalledTimes(1)
    for (const refused of others) {
      expect(refused).toBeInstanceOf(CallRefused)
      // random is 0.5: the middle of 1 to 5 s
      expect(refused).toMatchObject({ because: 'half-open', retryAt: new Date('2026-11-02T09:00:33Z') })
    }
    expect(guard.snapshot()).toMatchObject({ state: 'half-open', probeDue: false })
    reply.resolve('well')
    expect(await first).toBe('well')
    expect(await guard.call('read', succeeds)).toBe('done')
  })

  test.each([
    [0, '2026-11-02T09:00:31.000Z'],
    [0.999_999, '2026-11-02T09:00:34.999Z'],
  ])('the jitter of a refusal while half-open reaches from 1 to 5 s (random %d)', async (random, retryAt) => {
    const { guard } = trialGuard({}, { random: () => random })
    await failTimes(guard, 3)
    vi.advanceTimersByTime(30_000)
    void outcomeOf(guard.call('read', hangs))
    expect(await outcomeOf(guard.call('read', succeeds))).toMatchObject({ retryAt: new Date(retryAt) })
  })

  test('in a long outage those refused beside a probe come back later each time, at most after the open time', async () => {
    const { guard } = await dueForProbe()
    const waits: number[] = []

    for (let probe = 0; probe < 6; probe++) {
      const inVain = outcomeOf(guard.call('read', hangs))
      const refused = (await outcomeOf(guard.call('read', succeeds))) as CallRefused
      waits.push((refused.retryAt.getTime() - Date.now()) / 1_000)
      await vi.advanceTimersByTimeAsync(5_000)
      await inVain
      vi.advanceTimersByTime(30_000)
    }
    await guard.call('read', succeeds)
    await failTimes(guard, 3)
    vi.advanceTimersByTime(30_000)
    void outcomeOf(guard.call('read', hangs))
    const anew = (await outcomeOf(guard.call('read', succeeds))) as CallRefused

    expect(waits).toEqual([3, 6, 12, 24, 30, 30])
    expect(anew.retryAt.getTime() - Date.now()).toBe(3_000)
  })

  test('FAILURES 14: a hung probe ends with its time limit, nobody waited behind it, and the circuit is open again', async () => {
    const { guard } = await dueForProbe()
    const probe = outcomeOf(guard.call('read', hangs))
    expect(await outcomeOf(guard.call('read', succeeds))).toBeInstanceOf(CallRefused)

    await vi.advanceTimersByTimeAsync(5_000)

    expect(await probe).toMatchObject({ failure: 'timeout' })
    expect(guard.snapshot()).toMatchObject({
      state: 'open',
      openedAt: '2026-11-02T09:00:35.000Z',
      retryAt: '2026-11-02T09:01:05.000Z',
      counters: { opened: 2 },
    })
  })

  test('a failed probe opens it for the whole time again, and is not quickly retried', async () => {
    const { guard } = await dueForProbe()
    const work = vi.fn<Work<unknown>>(throws(failure()))
    await outcomeOf(guard.call('read', work, { idempotent: true }))
    expect(work).toHaveBeenCalledTimes(1)
    expect(guard.snapshot()).toMatchObject({ state: 'open', retryAt: '2026-11-02T09:01:00.000Z' })
  })

  test('an answer, even a 404, shows a dependency in good health: it closes', async () => {
    const { guard } = await dueForProbe()
    await failTimes(guard, 1, answer(404))
    expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
  })

  test.each([
    ['a 403', new Misconfigured('graph', { status: 403 })],
    ['a token that was not to be had', new CallRefused('identity', 'open', new Date(0))],
    ['a bug of ours', new TypeError('x is undefined')],
  ])('%s says nothing: neither closed nor opened again, and the next call is the probe', async (_, error) => {
    const { guard, kinds } = await dueForProbe()
    for (let i = 0; i < 3; i++) expect(await outcomeOf(guard.call('read', throws(error)))).toBe(error)

    expect(guard.snapshot()).toMatchObject({
      state: 'half-open',
      consecutiveFailures: 3,
      probeDue: true,
      openedAt: '2026-11-02T09:00:00.000Z',
      counters: { opened: 1 },
    })
    expect(kinds().filter((kind) => kind === 'half-opened')).toHaveLength(1)

    await guard.call('read', succeeds)
    expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
  })

  test('after a probe that said nothing a failure opens it again', async () => {
    const { guard } = await dueForProbe()
    await failTimes(guard, 1, new TypeError('x is undefined'))
    await failTimes(guard, 1)
    expect(guard.snapshot()).toMatchObject({ state: 'open', counters: { opened: 2 } })
  })
})
