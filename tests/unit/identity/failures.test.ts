/** Which errors of @azure/identity are an outage, and which a setting of ours. */
import {
  AggregateAuthenticationError,
  AuthenticationError,
  AuthenticationRequiredError,
  CredentialUnavailableError,
} from '@azure/identity'
import { describe, expect, test } from 'vitest'
import { createCredential } from '../../../src/adapters/identity/credential.ts'
import { translateIdentity } from '../../../src/adapters/identity/failures.ts'

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const entra = (status: number) =>
  new AuthenticationError(status, {
    error: 'invalid_client',
    error_description: 'AADSTS7000215: Invalid client secret for app canary-app in tenant canary-tenant',
  })

describe('a setting of ours', () => {
  test.each<[string, Error, number | undefined]>([
    ['no identity at all', new CredentialUnavailableError('no managed identity'), undefined],
    ['nobody is logged in', new AuthenticationRequiredError({ scopes: ['x'], message: 'log in' }), undefined],
    ['Entra ID refuses with 400', entra(400), 400],
    ['Entra ID refuses with 401', entra(401), 401],
    [
      'none of the credentials will do',
      new AggregateAuthenticationError([
        new CredentialUnavailableError('a'),
        new CredentialUnavailableError('b'),
      ]),
      undefined,
    ],
  ])('%s', (_, error, status) => {
    expect(translateIdentity(error)).toMatchObject({ name: 'Misconfigured', dependency: 'identity', status })
  })

  test("Entra's number is told, tenant and app are not", () => {
    const { cause } = translateIdentity(entra(401))
    expect(String(cause)).toContain('AADSTS7000215')
    expect(String(cause)).not.toContain('canary')
  })
})

describe('an outage', () => {
  test.each<[string, Error]>([
    ['a connection that was refused', refused],
    [
      'the same, wrapped by the library',
      new CredentialUnavailableError('Network unreachable', { cause: refused }),
    ],
    [
      'the same, deeper still',
      new AggregateAuthenticationError([
        new AuthenticationRequiredError({ scopes: ['x'], message: 'failed', cause: refused }),
      ]),
    ],
    ["MSAL's word for it", Object.assign(new Error('network'), { errorCode: 'network_error' })],
  ])('%s', (_, error) => {
    expect(translateIdentity(error)).toMatchObject({
      name: 'DependencyFailed',
      dependency: 'identity',
      failure: 'network',
    })
  })

  test.each([
    [503, 'server-error'],
    [429, 'throttled'],
  ])('Entra ID answers %s', (status, failure) => {
    expect(translateIdentity(entra(status))).toMatchObject({ name: 'DependencyFailed', failure, status })
  })
})

test('the true credential without anything set up says that a setting is missing', async () => {
  const before = process.env.AZURE_TOKEN_CREDENTIALS
  process.env.AZURE_TOKEN_CREDENTIALS = 'EnvironmentCredential'
  try {
    const thrown: unknown = await createCredential(undefined)
      .getToken('https://graph.microsoft.com/.default')
      .catch((error: unknown) => error)
    expect(translateIdentity(thrown)).toMatchObject({ name: 'Misconfigured', dependency: 'identity' })
  } finally {
    if (before === undefined) delete process.env.AZURE_TOKEN_CREDENTIALS
    else process.env.AZURE_TOKEN_CREDENTIALS = before
  }
})
