/** What a breaker counts: the dependency's own trouble, and nothing else. */
import { describe, expect, test } from 'vitest'
import { BadMessage, CallRefused, Misconfigured, NotYet, RemoteAnswer } from '../../../src/domain/errors.ts'
import { answer, failTimes, failure, outcomeOf, succeeds, throws, trialGuard } from './trial-guard.ts'

describe('what counts', () => {
  test.each([400, 404, 409, 412, 422])(
    'FAILURES 15: one document that is answered %i ten times leaves the breaker closed and the count at zero',
    async (status) => {
      const { guard } = trialGuard()
      await failTimes(guard, 2)

      for (let i = 0; i < 10; i++) {
        const given = answer(status)
        expect(await outcomeOf(guard.call('read', throws(given)))).toBe(given)
      }

      expect(guard.snapshot()).toMatchObject({
        state: 'closed',
        consecutiveFailures: 0,
        counters: { calls: 12, failures: 2 },
      })
    },
  )

  test('a content filter is an answer: it resets the count', async () => {
    const { guard } = trialGuard({}, { dependency: 'openai' })
    await failTimes(guard, 2, failure({}, 'openai'))
    await failTimes(guard, 1, new RemoteAnswer('openai', 'content-filter', { status: 400 }))
    expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
  })

  const saysNothing: [string, Error][] = [
    ['a 401', new Misconfigured('graph', { status: 401 })],
    ['a 403', new Misconfigured('graph', { status: 403 })],
    ['no token to be had: identity failed', failure({}, 'identity')],
    ['no token to be had: identity is open', new CallRefused('identity', 'open', new Date(0))],
    ['no token to be had: a wrong setting', new Misconfigured('identity', {})],
    ['an answer of another dependency', new RemoteAnswer('identity', 'rejected', { status: 400 })],
    ['a wait', new NotYet('the lock is held', new Date(0))],
    ['a bad message', new BadMessage('not ours')],
    ['a bug of ours', new TypeError('x is undefined')],
  ]

  test.each(saysNothing)('%s leaves the count as it is, and passes through', async (_, error) => {
    const { guard } = trialGuard()
    await failTimes(guard, 2)

    for (let i = 0; i < 10; i++) expect(await outcomeOf(guard.call('read', throws(error)))).toBe(error)

    expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 2 })
    await failTimes(guard, 1)
    expect(guard.snapshot().state).toBe('open')
  })

  test('the adapter puts the SDK error into our words; an error of ours passes as it is', async () => {
    const sdkError = Object.assign(new Error('ECONNREFUSED'), { statusCode: 503 })
    const translated = failure()
    const { guard } = trialGuard(
      {},
      { translate: (error) => (error === sdkError ? translated : new Error('?')) },
    )
    const ours = answer(404)

    expect(await outcomeOf(guard.call('read', throws(sdkError)))).toBe(translated)
    expect(await outcomeOf(guard.call('read', throws(ours)))).toBe(ours)
  })

  test('work that throws before it gives a promise is a call that ended like any other', async () => {
    const { guard } = trialGuard({ opensAfter: 1 })
    const work = (): Promise<never> => {
      throw failure()
    }
    expect(await outcomeOf(guard.call('read', work))).toMatchObject({ kind: 'dependency-failed' })
    expect(guard.snapshot().state).toBe('open')
  })

  test('misconfigured is told once and shown until the service lets us in, be it with an answer', async () => {
    const { guard, kinds } = trialGuard()
    const shutOut = new Misconfigured('graph', { status: 403 })
    await failTimes(guard, 3, shutOut)
    expect(guard.snapshot()).toMatchObject({ state: 'closed', misconfigured: true })
    expect(kinds()).toEqual(['misconfigured'])

    await failTimes(guard, 1, failure())
    expect(guard.snapshot().misconfigured).toBe(true)
    await failTimes(guard, 1, answer(404))
    expect(guard.snapshot().misconfigured).toBe(false)

    await failTimes(guard, 1, shutOut)
    await guard.call('read', succeeds)
    expect(guard.snapshot().misconfigured).toBe(false)
  })

  test('a misconfiguration of identity is not shown as one of Graph', async () => {
    const { guard } = trialGuard()
    await failTimes(guard, 1, new Misconfigured('identity', {}))
    expect(guard.snapshot().misconfigured).toBe(false)
  })
})
