/** Two processes on one account: each sees the other's breakers on /health, and a lever pulled at one is followed by both. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../../local/build.ts'
import { type Host, spawnHost } from '../../../local/host/spawn.ts'
import type { FleetView } from '../../../src/resilience/fleet-view.ts'
import type { BreakerSnapshot } from '../../../src/resilience/snapshot.ts'
import { invoiceMails } from './mails.ts'
import { openRig, patienceMs, type Rig, slow } from './rig.ts'

interface HealthBody {
  readonly status: string
  readonly summary: string
  readonly process: string
  readonly breakers: readonly BreakerSnapshot[]
  readonly fleet: FleetView
}

let rig: Rig
let b: Host
beforeAll(async () => {
  rig = await openRig({ env: { BREAKER_GRAPH: '5/30s' } })
})
afterEach(() => rig.storage.faults.clear())
afterAll(async () => {
  await b?.stop()
  await rig?.stop()
})

const startB = async (): Promise<void> => {
  b = await spawnHost({ env: rig.hostEnv })
}
const healthOf = async (url: string, query = ''): Promise<HealthBody> => {
  const answer = await fetch(`${url}/health${query}`, { signal: AbortSignal.timeout(patienceMs) })
  return (await answer.json()) as HealthBody
}
/** Asks every second, for `seconds`; gives the first answer that will do. */
async function within(seconds: number, url: string, willDo: (body: HealthBody) => boolean) {
  for (let asked = 0; asked <= seconds; asked++) {
    const body = await healthOf(url)
    if (willDo(body)) return body
    await sleep(1_000)
  }
  throw new Error(`Not within ${seconds} s: ${JSON.stringify(await healthOf(url))}`)
}
const graphOf = ({ breakers }: HealthBody) => breakers.find(({ name }) => name === 'graph')

async function command(...args: string[]) {
  const child = spawn(process.execPath, ['local/breakers.ts', ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, INVOICE_AGENT_KEY: rig.host.functionKey },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (said += data.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}
const lever = (action: string, name: string, ...more: string[]) =>
  command(action, name, '--url', rig.host.url, '--who', 'Maria', '--why', 'tenant move', ...more)

test("FAILURES 16: open on A, then B starts: B's /health shows A open within 10 s, and B finds out for itself in 5 calls", {
  timeout: 180_000,
}, async () => {
  const { lab } = rig
  lab.faults.set('graph', '*', { kind: 'down' })
  await rig.until('an open breaker', async () => {
    await rig.poll()
    return (await rig.breaker('graph')).state === 'open'
  })
  await startB()
  const a = await healthOf(rig.host.url)
  const seen = await within(10, b.url, ({ fleet }) => fleet.troubles.length > 0)

  expect(seen).toMatchObject({ status: 'degraded', summary: 'degraded: graph open in 1 other process' })
  expect(seen.fleet.processes).toMatchObject([
    { process: a.process, standing: 'live', breakers: [{ name: 'graph', state: 'open' }] },
  ])
  expect(graphOf(seen)).toMatchObject({ state: 'closed', counters: { calls: 0 } })

  const before = lab.requests.count('graph')
  for (let tick = 0; graphOf(await healthOf(b.url))?.state !== 'open' && tick < 10; tick++) {
    await fetch(`${b.url}/admin/functions/pollMailbox`, {
      method: 'POST',
      headers: { 'x-functions-key': b.functionKey },
    })
    await sleep(1_000)
  }
  const own = graphOf(await healthOf(b.url))
  expect(own).toMatchObject({ state: 'open', counters: { calls: 5, opened: 1 } })
  expect(lab.requests.count('graph') - before).toBeLessThanOrEqual(5 + 2)
  lab.faults.clear()
})

test('isolated by the command at A, B follows within 10 s, and mail waits; released, it goes on', {
  timeout: 180_000,
}, async () => {
  const isolated = await lever('isolate', 'graph', '--until', '2h')
  expect(isolated).toMatchObject({ code: 0 })
  expect(isolated.said).toContain('by Maria (unverified)')
  expect(graphOf(await healthOf(rig.host.url))?.state).toBe('isolated')
  const there = await within(10, b.url, (body) => graphOf(body)?.state === 'isolated')
  expect(JSON.stringify(there)).not.toMatch(/Maria|tenant move/)

  const before = rig.lab.requests.count('graph')
  await rig.poll()
  await sleep(500)
  expect(rig.lab.requests.count('graph')).toBe(before)
  const shown = await command('status', '--url', rig.host.url)
  expect(shown).toMatchObject({ code: 0 })
  expect(shown.said).toMatch(/graph.*isolate.*Maria \(unverified\).*tenant move/)

  expect(await lever('probe', 'graph')).toMatchObject({ code: 1, said: expect.stringMatching(/^Isolated/) })
  expect(await lever('release', 'graph', '--json')).toMatchObject({ code: 0 })
  await within(10, b.url, (body) => graphOf(body)?.state === 'closed')
  const lines = await rig.settled(await rig.deliver(...(await invoiceMails(1, 'FREE'))))
  expect(lines).toMatchObject([{ outcome: 'needs coding' }])
  const audit = (await rig.rows('Breakers')).filter(({ rowKey }) => String(rowKey).startsWith('audit'))
  expect(audit).toMatchObject([
    { action: 'release', who: 'Maria', why: 'tenant move' },
    { action: 'isolate', who: 'Maria', until: expect.any(String) },
  ])
})

test('without a key, or with a wrong one, nobody sees who pulled what, or pulls', async () => {
  expect((await fetch(`${rig.host.url}/breakers`)).status).toBe(401)
  const body = JSON.stringify({ who: 'Maria', why: 'x' })
  const refused = await fetch(`${rig.host.url}/breakers/graph/isolate`, { method: 'POST', body })
  expect(refused.status).toBe(401)
  const wrong = await command('status', '--url', rig.host.url, '--key', 'guessed')
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('the key was refused') })
})

test(
  'FAILURES 17: tables away: the state is unknown, breakers work, nothing else changes',
  slow,
  async () => {
    rig.storage.faults.set('table', '*', { kind: 'status', status: 500 })
    const degraded = await within(20, rig.host.url, ({ fleet }) => fleet.state === 'unknown')
    expect(degraded.status).toBe('degraded')
    expect(degraded.summary).toContain('shared state unknown')
    expect((await fetch(`${rig.host.url}/health?strict=1`)).status).toBe(503)
    const answer = await rig.ask('/breakers/graph/isolate', {
      method: 'POST',
      body: JSON.stringify({ who: 'Maria', why: 'x' }),
    })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    const failed = () =>
      rig.storage.requests.all.filter(({ service, status }) => service === 'table' && status === 500)
    const ofBoard = () => failed().filter(({ path }) => path.includes('/Breakers')).length
    const { breakers } = await rig.until('two vain looks at the board', async () => {
      const body = await healthOf(rig.host.url)
      return ofBoard() > 1 ? body : undefined
    })
    const tables = breakers.find(({ name }) => name === 'storage-table')
    expect(tables?.counters.failures).toBeLessThanOrEqual(failed().length - ofBoard())

    rig.storage.faults.clear()
    await within(20, rig.host.url, ({ fleet }) => fleet.state === 'known')
  },
)

test('B stops: A shows it idle', slow, async () => {
  const { process } = await healthOf(b.url)
  await b.stop()
  const seen = await within(10, rig.host.url, ({ fleet }) =>
    fleet.processes.some((one) => one.process === process && one.standing === 'idle'),
  )
  expect(seen.fleet.troubles).toEqual([])
})
