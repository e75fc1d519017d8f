/** Tokens of Entra ID, kept until shortly before they end and got once however many wait for them. */
import type { AccessToken, TokenCredential } from '@azure/identity'
import { minutes, systemClock, type Clock } from '../../domain/clock.ts'
import { CallRefused, DependencyFailed, Misconfigured } from '../../domain/errors.ts'
import { waitingFor } from '../../resilience/current-try.ts'
import { withoutDeadline } from '../../resilience/deadline.ts'
import type { Guard } from '../../resilience/guard.ts'

export interface Tokens {
  /** A bearer token for a scope such as `https://graph.microsoft.com/.default`. Throws as the identity guard does. */
  token(scope: string): Promise<string>
  /** The same tokens for the Azure SDKs. */
  readonly credential: TokenCredential
}

const renewMs = minutes(5)

export function createTokens(deps: { guard: Guard; credential: TokenCredential; clock?: Clock }): Tokens {
  const { guard, credential, clock = systemClock } = deps
  const held = new Map<string, AccessToken>()
  const underway = new Map<string, Promise<AccessToken>>()

  const lasts = (token: AccessToken | undefined, ms: number): token is AccessToken =>
    token !== undefined && token.expiresOnTimestamp - clock.now().getTime() > ms

  async function fetchToken(scope: string): Promise<AccessToken> {
    try {
      const token = await guard.call(
        'token',
        async (abortSignal) => {
          const answer = await credential.getToken(scope, { abortSignal })
          if (answer === null) throw new Misconfigured('identity', { cause: new Error('no token') })
          return answer
        },
        { idempotent: true },
      )
      held.set(scope, token)
      return token
    } finally {
      underway.delete(scope)
    }
  }

  /** One request for all who wait; the step of the first has no say in it, since the others wait as well. */
  function shared(scope: string): Promise<AccessToken> {
    const known = underway.get(scope)
    if (known !== undefined) return known
    const mine = withoutDeadline(() => fetchToken(scope))
    underway.set(scope, mine)
    return mine
  }

  async function tokenFor(scope: string): Promise<AccessToken> {
    const old = held.get(scope)
    if (lasts(old, renewMs)) return old
    try {
      // Each who waits says so, that the silence of Entra ID is not taken for that of the service called.
      return await waitingFor(guard.dependency, () => shared(scope))
    } catch (error) {
      const isAway = error instanceof CallRefused || error instanceof DependencyFailed
      if (isAway && lasts(old, 0)) return old
      throw error
    }
  }

  return {
    token: async (scope) => (await tokenFor(scope)).token,
    credential: {
      getToken: (scopes) => tokenFor(Array.isArray(scopes) ? scopes.join(' ') : scopes),
    },
  }
}
