/** Tokens are kept, shared and renewed in time; an Entra ID that is away is never the fault of the service called. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { AccessToken, TokenCredential } from '@azure/identity'
import { describe, expect, test } from 'vitest'
import { translateIdentity } from '../../../src/adapters/identity/failures.ts'
import { createTokens, type Tokens } from '../../../src/adapters/identity/tokens.ts'
import { hours, minutes } from '../../../src/domain/clock.ts'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import { createGuard } from '../../../src/resilience/create-guard.ts'
import { withDeadline } from '../../../src/resilience/deadline.ts'
import { defaultBreakers } from '../../../src/resilience/settings.ts'
import { fakeClock, type FakeClock } from '../../fakes/clock.ts'

interface World {
  readonly tokens: Tokens
  readonly clock: FakeClock
  /** Scopes that Entra ID was asked for. */
  readonly asked: string[]
  /** From now on this is thrown. */
  readonly fail: (error: Error | undefined) => void
}

function world(timeoutMs = 5_000): World {
  const clock = fakeClock()
  const asked: string[] = []
  let failure: Error | undefined
  const credential: TokenCredential = {
    async getToken(scope): Promise<AccessToken> {
      asked.push(String(scope))
      await new Promise((resolve) => setTimeout(resolve, 1))
      if (failure !== undefined) throw failure
      return { token: `token ${asked.length}`, expiresOnTimestamp: clock.now().getTime() + hours(1) }
    },
  }
  const guard = createGuard({
    dependency: 'identity',
    settings: { ...defaultBreakers.identity, timeoutMs },
    translate: translateIdentity,
    clock,
    random: () => 0,
  })
  const tokens = createTokens({ guard, credential, clock })
  return { tokens, clock, asked, fail: (error) => void (failure = error) }
}

const down = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })

test('a token serves until five minutes before its end', async () => {
  const { tokens, clock, asked } = world()
  expect(await tokens.token('scope')).toBe('token 1')
  clock.advance(minutes(54))
  expect(await tokens.token('scope')).toBe('token 1')
  clock.advance(minutes(2))
  expect(await tokens.token('scope')).toBe('token 2')
  expect(asked).toEqual(['scope', 'scope'])
})

test('however many wait, one asks; each scope has its own token', async () => {
  const { tokens, asked } = world()
  await Promise.all([...Array.from({ length: 20 }, () => tokens.token('a')), tokens.token('b')])
  expect(asked.toSorted()).toEqual(['a', 'b'])
})

test('the Azure SDKs get the same tokens', async () => {
  const { tokens, asked } = world()
  await tokens.token('a')
  expect(await tokens.credential.getToken(['a'])).toMatchObject({ token: 'token 1' })
  expect(asked).toEqual(['a'])
})

describe('while Entra ID is away', () => {
  test('a token that has not ended still serves', async () => {
    const { tokens, clock, fail } = world()
    await tokens.token('scope')
    clock.advance(minutes(57))
    fail(down())
    expect(await tokens.token('scope')).toBe('token 1')
    clock.advance(minutes(4))
    await expect(tokens.token('scope')).rejects.toMatchObject({ dependency: 'identity', failure: 'network' })
  })

  test('the next call tries again, and a failure is not kept', async () => {
    const { tokens, fail } = world()
    fail(down())
    await expect(tokens.token('scope')).rejects.toBeInstanceOf(DependencyFailed)
    fail(undefined)
    expect(await tokens.token('scope')).toMatch(/^token/)
  })

  test('a wrong setting is told although the old token would still do', async () => {
    const { tokens, clock, fail } = world()
    await tokens.token('scope')
    clock.advance(minutes(57))
    fail(Object.assign(new Error('AADSTS7000215'), { name: 'AuthenticationError', statusCode: 401 }))
    await expect(tokens.token('scope')).rejects.toMatchObject({ name: 'Misconfigured' })
  })

  test('a service that waits for a token is not blamed for it, whoever asked first', async () => {
    const { tokens } = world()
    const never: Tokens = createTokens({
      guard: createGuard({
        dependency: 'identity',
        settings: { ...defaultBreakers.identity, timeoutMs: 60_000 },
        translate: translateIdentity,
      }),
      credential: { getToken: () => new Promise(() => undefined) },
    })
    const graph = createGuard({
      dependency: 'graph',
      settings: { ...defaultBreakers.graph, timeoutMs: 60 },
      translate: (error) => error as Error,
    })
    const calls = [1, 2, 3].map(() => graph.call('read', () => never.token('scope')))
    for (const call of calls) await expect(call).rejects.toMatchObject({ dependency: 'identity' })
    expect(graph.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
    expect(await tokens.token('scope')).toBe('token 1')
  })
})

test('the deadline of one step does not end the wait of another', async () => {
  const { tokens, clock } = world()
  const late = withDeadline(new Date(clock.now().getTime() - 1), () => tokens.token('scope'))
  const other = new AsyncLocalStorage().run({}, () => tokens.token('scope'))
  expect(await Promise.all([late, other])).toEqual(['token 1', 'token 1'])
})
