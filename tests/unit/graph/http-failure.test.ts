/** What statuses, Retry-After and broken connections mean, for every service spoken to by fetch. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { connectionFailure, retryAfter, statusFailure } from '../../../src/adapters/http-failure.ts'

test.each([
  [400, { answer: 'rejected' }],
  [401, { name: 'Misconfigured' }],
  [403, { name: 'Misconfigured' }],
  [404, { answer: 'not-found' }],
  [409, { answer: 'conflict' }],
  [410, { answer: 'gone' }],
  [412, { answer: 'conflict' }],
  [413, { answer: 'rejected' }],
  [422, { answer: 'rejected' }],
  [408, { failure: 'timeout', mayHaveActed: true }],
  [429, { failure: 'throttled', mayHaveActed: false }],
  [500, { failure: 'server-error', mayHaveActed: true }],
  [503, { failure: 'server-error', mayHaveActed: true }],
  [504, { failure: 'timeout', mayHaveActed: true }],
])('HTTP %s', (status, expected) => {
  expect(statusFailure('graph', { status })).toMatchObject({ dependency: 'graph', status, ...expected })
})

describe('Retry-After', () => {
  test.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '120' }, 120_000],
    [
      "a date, held against the answer's own",
      { 'retry-after': 'Mon, 02 Nov 2026 09:02:00 GMT', date: 'Mon, 02 Nov 2026 09:00:00 GMT' },
      120_000,
    ],
    [
      'a date that has passed',
      { 'retry-after': 'Mon, 02 Nov 2026 08:00:00 GMT', date: 'Mon, 02 Nov 2026 09:00:00 GMT' },
      0,
    ],
    ['milliseconds', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['nothing', {}, undefined],
  ])('%s', (_, headers, ms) => {
    expect(retryAfter(new Headers(headers))).toBe(ms)
  })

  test('a 503 hands its wait on as well', () => {
    const headers = new Headers({ 'retry-after': '5' })
    expect(statusFailure('graph', { status: 503, headers })).toMatchObject({ retryAfterMs: 5_000 })
  })
})

describe('a connection', () => {
  const errorOf = (url: string, signal?: AbortSignal): Promise<unknown> =>
    fetch(url, signal === undefined ? {} : { signal }).then(
      async (response) => response.text().catch((error: unknown) => error),
      (error: unknown) => error,
    )

  async function withServer<T>(
    handle: Parameters<typeof createServer>[1],
    run: (url: string) => Promise<T>,
  ): Promise<T> {
    const server = createServer(handle)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    try {
      return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    } finally {
      server.close()
      server.closeAllConnections()
    }
  }

  test('that nobody took had no effect', async () => {
    const free = await withServer(undefined, (url) => Promise.resolve(url))
    expect(connectionFailure('graph', await errorOf(free))).toMatchObject({
      failure: 'network',
      mayHaveActed: false,
    })
  })

  test('to a host that has no address had no effect', () => {
    const cause = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    expect(connectionFailure('graph', new TypeError('fetch failed', { cause }))).toMatchObject({
      mayHaveActed: false,
    })
  })

  test('refused under one address and broken under another may have acted', () => {
    const withCode = (code: string) => Object.assign(new Error(code), { code })
    const cause = new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNRESET')])
    expect(connectionFailure('graph', new TypeError('fetch failed', { cause }))).toMatchObject({
      mayHaveActed: true,
    })
  })

  test('that breaks before the answer may have acted', async () => {
    const error = await withServer((request) => request.socket.destroy(), errorOf)
    expect(connectionFailure('graph', error)).toMatchObject({ failure: 'network', mayHaveActed: true })
  })

  test('that breaks within the answer may have acted', async () => {
    const error = await withServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setTimeout(() => response.destroy(), 20)
    }, errorOf)
    expect(connectionFailure('graph', error)).toMatchObject({ failure: 'network', mayHaveActed: true })
  })

  test('that is given up may have acted', async () => {
    const error = await withServer(
      () => undefined,
      (url) => errorOf(url, AbortSignal.timeout(50)),
    )
    expect(connectionFailure('graph', error)).toMatchObject({ failure: 'timeout', mayHaveActed: true })
  })

  test.each([
    ['a bug of ours', new TypeError('x is not a function')],
    ['a file that is not there', Object.assign(new Error('no file'), { code: 'ENOENT' })],
    ['no error at all', 'text'],
  ])('is not to blame for %s', (_, error) => {
    expect(connectionFailure('graph', error)).toBeUndefined()
  })
})
