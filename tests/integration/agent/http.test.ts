/** /health and /vendors of the real app over HTTP: shape, keys, faults in words, and how they do while tables are away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countedTableCalls, openRig, type Rig, slow } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig?.stop())

const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const put = (vendorId: string, body: unknown) =>
  rig.ask(`/vendors/${vendorId}`, {
    method: 'PUT',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const contoso = { name: 'Contoso Ltd', mailDomains: ['contoso.example'], ledgerAccount: '6330' }

interface Problem {
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly faults?: readonly string[]
}

async function problemOf(answer: Response, status: number): Promise<Problem> {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const problem = (await answer.json()) as Problem
  expect(problem).toMatchObject({ type: 'about:blank', status, title: expect.any(String) })
  return problem
}

describe('/health', () => {
  test('says to anybody how the process and each of its breakers stand', async () => {
    const answer = await fetch(`${rig.host.url}/health`)

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({
      status: 'healthy',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      instance: expect.any(String),
      process: expect.stringMatching(/^[0-9a-f-]{36}$/),
      started: isoTime,
      summary: 'healthy',
      fleet: { counts: { live: 0, idle: 0, unknown: 0 }, troubles: [], processes: [] },
    })
  })

  test('shows every breaker of the design with its threshold and open time', async () => {
    const { breakers } = await rig.health()

    expect(
      breakers.map(({ name, threshold, resetAfterSeconds }) => [name, threshold, resetAfterSeconds]),
    ).toEqual([
      ['graph', 5, 60],
      ['openai', 3, 30],
      ['storage-blob', 5, 45],
      ['storage-queue', 5, 45],
      ['storage-table', 5, 45],
      ['teams', 3, 30],
      ['identity', 5, 60],
    ])
    for (const breaker of breakers)
      expect(breaker).toEqual({
        ...breaker,
        state: 'closed',
        consecutiveFailures: 0,
        openedAt: null,
        retryAt: null,
        probeDue: false,
        misconfigured: false,
        lastFailure: null,
        isolation: null,
        counters: { calls: expect.any(Number), failures: 0, refusals: 0, opened: 0 },
      })
  })

  test('is as well for a monitor that asks strictly', async () => {
    expect((await rig.ask('/health?strict=1')).status).toBe(200)
  })
})

describe('/vendors', () => {
  test('without a key, or with a wrong one, is closed', async () => {
    expect((await fetch(`${rig.host.url}/vendors`)).status).toBe(401)
    expect((await rig.ask('/vendors', { headers: { 'x-functions-key': 'guessed' } })).status).toBe(401)
    const write = { method: 'PUT', body: JSON.stringify(contoso) }
    expect((await fetch(`${rig.host.url}/vendors/contoso`, write)).status).toBe(401)
  })

  test('a list that was never read is 503 while the tables are away', slow, async () => {
    rig.storage.faults.set('table', '*', { kind: 'down' })
    const answer = await rig.ask('/vendors')
    rig.storage.faults.clear()

    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await problemOf(answer, 503)
  })

  test('takes a vendor in, gives it back, alone and in the list, and lets it go', async () => {
    expect((await put('contoso', contoso)).status).toBe(200)

    const one = await rig.ask('/vendors/contoso')
    expect(await one.json()).toMatchObject({ vendorId: 'contoso', ...contoso, active: true })
    const list = await rig.ask('/vendors')
    expect(list.headers.get('age')).toMatch(/^\d+$/)
    expect(await list.json()).toMatchObject({ vendors: [{ vendorId: 'contoso' }] })

    expect((await rig.ask('/vendors/contoso', { method: 'DELETE' })).status).toBe(204)
    await problemOf(await rig.ask('/vendors/contoso'), 404)
    await problemOf(await rig.ask('/vendors/contoso', { method: 'DELETE' }), 404)
    expect(await (await rig.ask('/vendors')).json()).toEqual({ vendors: [], next: null })
  })

  test('a bad body is 400 with every fault in it, and nothing is stored', async () => {
    const bad = { name: '', mailDomains: 'contoso.example', currency: 'EURO', surprise: true }
    const { faults = [] } = await problemOf(await put('bad', bad), 400)

    for (const name of ['name', 'mailDomains', 'currency', 'surprise'])
      expect(faults.join('\n')).toContain(name)
    await problemOf(await rig.ask('/vendors/bad'), 404)
  })

  test.each([
    ['no JSON', 'contoso', '{"name":'],
    ['a list', 'contoso', '[]'],
    ['an empty body', 'contoso', ''],
    ['an id that no vendor has', 'Contoso%20Ltd', '{}'],
  ])('%s is 400', async (_, vendorId, body) => {
    expect(await problemOf(await put(vendorId, body), 400)).toHaveProperty('detail')
  })

  test('what is far too large is 413', async () => {
    const large = { ...contoso, aliases: ['x'.repeat(70_000)] }
    expect(await problemOf(await put('contoso', large), 413)).toHaveProperty('detail')
  })

  test(
    'while the tables are away: the last known list with its age; single vendors and writes are 503 with Retry-After; the process is degraded and 200',
    slow,
    async () => {
      await put('contoso', contoso)
      await rig.ask('/vendors')
      rig.storage.faults.set('table', '*', { kind: 'down' })

      await rig.until('an open breaker', async () => {
        expect((await put('fabrikam', contoso)).status).toBe(503)
        return (await rig.breaker('storage-table')).state === 'open'
      })

      for (const answer of [await put('fabrikam', contoso), await rig.ask('/vendors/contoso')]) {
        const wait = Number(answer.headers.get('retry-after'))
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(45)
        await problemOf(answer, 503)
      }
      const calls = countedTableCalls(rig)
      const list = await rig.ask('/vendors')
      expect([list.status, list.headers.get('age')]).toEqual([200, expect.stringMatching(/^\d+$/)])
      expect(await list.json()).toMatchObject({ vendors: [{ vendorId: 'contoso' }] })
      expect(countedTableCalls(rig)).toBe(calls)

      const health = await fetch(`${rig.host.url}/health`)
      expect(health.status).toBe(200)
      expect(await health.json()).toMatchObject({ status: 'degraded' })
      expect((await fetch(`${rig.host.url}/health?strict=1`)).status).toBe(503)
      expect(await rig.breaker('storage-table')).toMatchObject({
        state: 'open',
        consecutiveFailures: 5,
        openedAt: isoTime,
        retryAt: isoTime,
        lastFailure: { kind: 'network', at: isoTime },
      })
    },
  )
})
