/** HTTP /breakers: what it shows, who may pull which lever, and what it says while the board is away. */
import { HttpRequest } from '@azure/functions'
import { describe, expect, test } from 'vitest'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import type { PulledLever } from '../../../src/domain/lever.ts'
import { makeBreakers } from '../../../src/functions/breakers.ts'
import { nobodyElse } from '../../../src/resilience/fleet-view.ts'
import { pulledLever } from '../../board-factories.ts'
import { fakeBoard } from '../../fakes/board.ts'
import { fakeClock } from '../../fakes/clock.ts'

function breakersApi({ isSignedIn = false } = {}) {
  const board = fakeBoard()
  const clock = fakeClock()
  const failures: unknown[] = []
  let levers: readonly PulledLever[] = []
  let state: 'known' | 'unknown' = 'known'
  let pulls = 0
  const refresh = async () => {
    try {
      levers = await board.levers()
      state = 'known'
    } catch {
      state = 'unknown'
    }
  }
  const handle = makeBreakers({
    fleet: {
      view: () => ({ state, asOf: null, ageSeconds: null, ...nobodyElse }),
      levers: () => levers,
      refresh,
      pull: async (lever) => {
        await board.pull(lever)
        await refresh()
      },
    },
    board,
    breakers: () => [],
    isSignedIn,
    newId: () => `pull-${++pulls}`,
    clock,
    report: {
      deferred: () => {},
      parked: () => {},
      tickSkipped: () => {},
      stepFailed: (_: string, error: unknown) => void failures.push(error),
    },
  })
  const ask = async (
    method: 'GET' | 'POST',
    path = '',
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const answer = await handle(
      new HttpRequest({
        method,
        url: 'http://127.0.0.1/breakers',
        params: { path },
        headers,
        ...(body === undefined ? {} : { body: { string: JSON.stringify(body) } }),
      }),
    )
    const text = typeof answer.body === 'string' ? answer.body : '{}'
    return { status: 200, ...answer, json: answer.jsonBody ?? (JSON.parse(text) as unknown) }
  }
  return { ask, board, clock, failures }
}

const maria = { who: 'Maria', why: 'tenant move' }
const principal = { 'x-ms-client-principal-name': 'jan@fabrikam.example' }

describe('a lever', () => {
  test('is put on the board with who, why, until when and at what time, and shown as long as it stands', async () => {
    const { ask, board, clock } = breakersApi()
    const until = '2026-11-02T11:00:00+01:00'
    expect(await ask('POST', 'graph/isolate', { ...maria, until })).toMatchObject({
      status: 200,
      json: { lever: { dependency: 'graph', action: 'isolate', who: 'Maria', isVerified: false } },
    })

    const [lever] = await board.levers()
    expect(lever).toEqual(
      pulledLever({ until: new Date('2026-11-02T10:00:00Z'), at: new Date('2026-11-02T09:00:00Z') }),
    )
    const shown = { ...maria, isVerified: false, until: '2026-11-02T10:00:00.000Z' }
    expect(await ask('GET')).toMatchObject({ json: { levers: [shown], history: [shown] } })
    clock.set('2026-11-02T10:00:00Z')
    expect(await ask('GET')).toMatchObject({ json: { levers: [], history: [shown] } })
  })

  test('pressed twice says the same again', async () => {
    const { ask } = breakersApi()
    await ask('POST', 'graph/release', maria)
    expect((await ask('POST', 'graph/release', maria)).status).toBe(200)
  })

  test.each<[string, string, unknown, number, RegExp]>([
    ['nobody named', 'graph/isolate', { why: 'x' }, 400, /who: is missing/],
    ['no reason', 'graph/release', { who: 'Maria' }, 400, /^why: /],
    ['blank', 'graph/isolate', { who: '  ', why: '\n' }, 400, /^who: /],
    ['several lines', 'graph/isolate', { who: 'Maria\r\nAdmin', why: 'x' }, 400, /more than one line/],
    ['until is no moment', 'graph/isolate', { ...maria, until: 'tomorrow' }, 400, /^until: /],
    ['until is over', 'graph/isolate', { ...maria, until: '2026-11-02T09:00:00Z' }, 400, /./],
    ['until of a release', 'graph/release', { ...maria, until: '2026-11-03T09:00:00Z' }, 400, /until/],
    ['a name that would be believed', 'graph/isolate', { ...maria, isVerified: true }, 400, /isVerified/],
    ['an unknown dependency', 'grape/isolate', maria, 404, /./],
    ['an unknown lever', 'graph/explode', maria, 404, /./],
    ['a name of every object', 'constructor/isolate', maria, 404, /./],
    ['more path', 'graph/isolate/now', maria, 404, /./],
  ])('%s is refused in problem+json, and nothing is pulled', async (_, path, body, status, fault) => {
    const { ask, board } = breakersApi()
    const answer = await ask('POST', path, body)
    expect(answer).toMatchObject({ status, headers: { 'content-type': 'application/problem+json' } })
    const { faults = ['-'] } = answer.json as { faults?: string[] }
    expect(faults.join('\n')).toMatch(fault)
    expect(board.calls).toEqual([])
  })

  test('is pulled by POST alone', async () => {
    const { ask } = breakersApi()
    expect(await ask('GET', 'graph/isolate')).toMatchObject({ status: 405, headers: { allow: 'POST' } })
    expect(await ask('POST', '', maria)).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  })

  test('probe now is of no use while the dependency is isolated', async () => {
    const { ask } = breakersApi()
    expect((await ask('POST', 'graph/probe', maria)).status).toBe(200)
    await ask('POST', 'graph/isolate', maria)
    expect((await ask('POST', 'graph/probe', maria)).status).toBe(409)
    expect((await ask('POST', 'teams/probe', maria)).status).toBe(200)
  })
})

describe('who', () => {
  test('a header that anybody can write is not believed where the platform signs nobody in', async () => {
    const { ask } = breakersApi()
    expect((await ask('POST', 'graph/isolate', { why: 'x' }, principal)).status).toBe(400)
    expect(await ask('POST', 'graph/isolate', maria, principal)).toMatchObject({
      json: { lever: { who: 'Maria', isVerified: false } },
    })
  })

  test('where it does, the principal alone counts', async () => {
    const { ask } = breakersApi({ isSignedIn: true })
    expect(await ask('POST', 'graph/isolate', maria, principal)).toMatchObject({
      json: { lever: { who: 'jan@fabrikam.example', isVerified: true } },
    })
    expect((await ask('POST', 'graph/isolate', maria)).status).toBe(401)
  })
})

describe('while the board is away', () => {
  const away = () => new DependencyFailed('storage-table', 'network', { mayHaveActed: false })

  test('a lever is 503 with Retry-After', async () => {
    const { ask, board } = breakersApi()
    board.failNext(away())
    expect(await ask('POST', 'graph/isolate', maria)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    })
  })

  test('the breakers of this process are shown, with the levers that were known last', async () => {
    const { ask, board } = breakersApi()
    await ask('POST', 'graph/isolate', maria)
    board.failNext(away(), { times: 9 })
    expect(await ask('GET')).toMatchObject({
      status: 200,
      json: { breakers: [], levers: [maria], fleet: { state: 'unknown' }, history: [] },
    })
  })

  test('a bug of ours is told to the log, and answered in problem+json', async () => {
    const { ask, board, failures } = breakersApi()
    board.failNext(new TypeError('canary-9'))
    const answer = await ask('POST', 'graph/isolate', maria)
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer)).not.toContain('canary-9')
    expect(failures).toHaveLength(1)
  })
})
