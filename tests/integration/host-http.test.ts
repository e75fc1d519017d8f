/** The local host over HTTP: routes, keys, what the handler sees and what comes back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printed, runsOf, startRig, until, type Rig, type Stage } from '../fixtures/host-app/rig.ts'

let rig: Rig
let stage: Stage

beforeAll(async () => {
  rig = await startRig()
  stage = await rig.start('http-work')
})
afterAll(() => rig?.stop())

describe('over HTTP', () => {
  const call = (path: string, init?: RequestInit) => fetch(stage.host.url + path, init)

  test('the handler sees method, params, query, headers and body, and its answer comes back whole', async () => {
    const answer = await call('/api/ECHO/-7/more?a=1&a=2', {
      method: 'PUT',
      body: 'Müller',
      headers: { 'X-Asked': 'yes' },
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('x-answer')).toBe('yes')
    expect(answer.headers.getSetCookie()).toEqual(['taste=sweet%20%26%20sour; max-age=60; path=/; httponly'])
    expect(await answer.json()).toEqual({
      method: 'PUT',
      url: `${stage.host.url}/api/ECHO/-7/more?a=1&a=2`,
      params: { id: '-7', rest: 'more' },
      query: { a: '1,2' },
      header: 'yes',
      body: 'Müller',
    })
  })

  test.each([
    ['GET', '/api/echo/7', 201],
    ['GET', '/api/echo/seven', 404],
    ['DELETE', '/api/echo/7', 404],
    ['GET', '/echo/7', 404],
    ['GET', '/api/nothing', 204],
    ['GET', '/api/guarded', 401],
    ['GET', '/api/guarded?code=wrong', 401],
    ['GET', '/api/guarded?code=test-key', 200],
    ['POST', '/admin/functions/yearly', 401],
    ['POST', '/admin/functions/unknown?code=test-key', 404],
    ['GET', '/admin/host/status', 401],
    ['GET', '/admin/host/status?code=test-key', 200],
  ])('%s %s answers %i', async (method, path, status) => {
    expect((await call(path, { method })).status).toBe(status)
  })

  test('bytes stay bytes', async () => {
    const answer = await call('/api/files/a/b%20c')
    expect(answer.headers.get('x-path')).toBe('a/b c')
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255, 1])
  })

  test('a handler that throws answers 500 with an empty body', async () => {
    const answer = await call('/api/broken')
    expect([answer.status, await answer.text()]).toEqual([500, ''])
  })

  test('the key opens by header, and the log hook has changed the line', async () => {
    const answer = await call('/api/guarded', { headers: { 'x-functions-key': 'test-key' } })
    expect(await answer.text()).toBe('come in')
    await until(stage.host, 'the line', () =>
      stage.host.output().includes('warning guarded: a ***\\nin two lines'),
    )
  })

  test('hooks share their data and may change the result', async () => {
    expect(await (await call('/api/hooked')).json()).toEqual({ changedBy: 'postInvocation' })
  })

  test('the admin endpoint runs a timer and a queue function at once', async () => {
    const init = { method: 'POST', headers: { 'x-functions-key': 'test-key' } }
    const timer = await call('/admin/functions/yearly', init)
    const body = JSON.stringify({ input: JSON.stringify({ name: 'by-hand' }) })
    const queue = await call('/admin/functions/work', { ...init, body })
    expect([timer.status, queue.status]).toEqual([202, 202])
    await until(stage.host, 'the timer', () => printed(stage.host, 'yearly').length === 1)
    await until(stage.host, 'the queue function', () => runsOf(stage.host, 'by-hand')[0])
  })
})
