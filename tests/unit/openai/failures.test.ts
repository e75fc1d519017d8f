/** Which answers of the model service are its failure, which a setting of ours, and which an answer. */
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  OpenAIError,
} from 'openai'
import { describe, expect, test } from 'vitest'
import { translateOpenai } from '../../../src/adapters/openai/failures.ts'
import { scopeOf } from '../../../src/adapters/openai/reader.ts'
import { DependencyFailed } from '../../../src/domain/errors.ts'

const answer = (status: number, error: object, headers: Record<string, string> = {}) =>
  APIError.generate(status, { error }, undefined, new Headers(headers))

test.each<[string, Error, object]>([
  ['content filter', answer(400, { code: 'content_filter' }), { answer: 'content-filter' }],
  [
    'bad request',
    answer(400, { code: 'invalid_json_schema' }),
    { answer: 'rejected', code: 'invalid_json_schema' },
  ],
  ['too long', answer(413, {}), { answer: 'rejected' }],
  [
    'wrong key',
    answer(401, { message: 'Incorrect API key: canary' }),
    { name: 'Misconfigured', status: 401 },
  ],
  ['no role', answer(403, {}), { name: 'Misconfigured', status: 403 }],
  ['wrong deployment', answer(404, { code: 'DeploymentNotFound' }), { name: 'Misconfigured', status: 404 }],
  [
    'rate limit',
    answer(429, { code: 'rate_limit_exceeded' }, { 'retry-after': '7' }),
    { failure: 'throttled', retryAfterMs: 7_000, mayHaveActed: false },
  ],
  ['no quota', answer(429, { code: 'insufficient_quota' }), { failure: 'throttled', retryAfterMs: 10_000 }],
  ['fault', answer(500, {}), { failure: 'server-error' }],
  ['given up', new APIUserAbortError(), { failure: 'timeout' }],
  ['too slow', new APIConnectionTimeoutError(), { failure: 'timeout' }],
  ['no connection', new APIConnectionError({ message: 'Connection error.' }), { failure: 'network' }],
  ['no JSON', new SyntaxError('Unexpected token <'), { failure: 'server-error' }],
])('%s', (_, error, expected) => {
  const failure = translateOpenai(error)
  expect(failure).toMatchObject({ dependency: 'openai', ...expected })
  expect(`${String(failure)} ${String(failure.cause)}`).not.toContain('canary')
})

test('a token that was not to be had is not the fault of the model', () => {
  const inner = new DependencyFailed('identity', 'network', { mayHaveActed: false })
  const wrapped = Object.assign(new OpenAIError('Failed to get token'), { cause: inner })
  expect(translateOpenai(wrapped)).toBe(inner)
})

describe('tokens go to Azure alone', () => {
  test.each([
    ['https://contoso.openai.azure.com/openai/v1/', 'https://cognitiveservices.azure.com/.default'],
    [
      'https://contoso.cognitiveservices.azure.com/openai/v1/',
      'https://cognitiveservices.azure.com/.default',
    ],
    ['https://contoso.services.ai.azure.com/openai/v1/', 'https://cognitiveservices.azure.com/.default'],
    ['https://contoso.openai.azure.us/openai/v1/', 'https://cognitiveservices.azure.us/.default'],
    ['https://contoso.westeurope.cloudapp.azure.com/v1/', undefined],
    ['https://openai.azure.com.evil.example/v1/', undefined],
    ['http://127.0.0.1:11434/v1/', undefined],
  ])('%s: %s', (endpoint, scope) => {
    expect(scopeOf(endpoint)).toBe(scope)
  })
})
