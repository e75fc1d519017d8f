/** FAILURES 10, 12 and 13 in the small: a dependency goes away under load, comes back, and nothing is lost or worn out. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LoggedRequest } from '../../../local/lab/request-log.ts'
import { invoiceMails } from './mails.ts'
import { base64, openRig, type Rig, slow } from './rig.ts'

const openMs = 2_000
let rig: Rig

beforeAll(async () => {
  rig = await openRig({ env: { BREAKER_GRAPH: '5/2s', BREAKER_STORAGE: '5/2s' } })
})
afterAll(() => rig?.stop())
beforeEach(() => {
  // A test that failed must not fail the next.
  rig.lab.faults.clear()
  rig.lab.requests.clear()
  rig.listeners.requests.clear()
})

const graphRequests = (): LoggedRequest[] => rig.lab.requests.all.filter(({ service }) => service === 'graph')
const eventsOf = (name: string): Record<string, unknown>[] =>
  rig.host
    .output()
    .split('\n')
    .filter((line) => line.startsWith(`{"event":"${name}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
const apMailsAbout = (prefix: string) => rig.lab.apMails().filter(({ subject }) => subject.includes(prefix))

/** The host writes to a message that failed (PUT), and puts what it gives up on into poison (POST). */
async function expectNoAttemptBurned() {
  await rig.drained()
  const theirs = rig.listeners.requests.all.map(({ method }) => method)
  expect(theirs.filter((method) => method === 'PUT' || method === 'POST')).toEqual([])
  expect(rig.host.output()).not.toContain('Executed (Failed')
  expect(await rig.poisoned()).toBe(0)
}

test(
  'FAILURES 12, 13: Graph away under load: open with retryAt, one probe at a time, all delivered once, no attempt burned',
  slow,
  async () => {
    const { lab, listeners } = rig
    // Its work lies in the queue before it goes away: an answer to the poll in between would begin the count of failures anew.
    listeners.faults.set('queue', 'GET', { kind: 'down' })
    const ids = await rig.deliver(...(await invoiceMails(12, 'DOWN')))
    const queue = rig.queue('mail-received')
    await rig.until(
      'the work',
      async () => (await queue.getProperties()).approximateMessagesCount === ids.length,
    )
    lab.requests.clear()
    lab.faults.set('graph', '*', { kind: 'down' })
    listeners.faults.clear()

    const open = await rig.until('an open breaker', async () => {
      const health = await rig.ask('/health')
      const body = (await health.json()) as Awaited<ReturnType<Rig['health']>>
      const graph = body.breakers.find(({ name, state }) => name === 'graph' && state === 'open')
      return graph && { status: health.status, said: body.status, ...graph }
    })
    expect(open).toMatchObject({ status: 200, said: 'degraded', threshold: 5, resetAfterSeconds: 2 })
    expect(Date.parse(open.retryAt ?? '') - Date.parse(open.openedAt ?? '')).toBe(openMs)
    expect((await rig.ask('/health?strict=1')).status).toBe(503)

    await rig.until('a probe in vain', async () => {
      const { probeDue, counters } = await rig.breaker('graph')
      // The timer may be the probe as well as any mail.
      if (probeDue) await rig.poll()
      return counters.opened >= 2
    })
    const missed = bursts(graphRequests().filter(({ status }) => status === undefined))
    // Five failures open it, and four calls at once are let through.
    expect(missed[0]?.length).toBeLessThanOrEqual(5 + 3)
    expect(missed.slice(1).map((burst) => burst.length)).toEqual([1])

    const before = graphRequests().length
    lab.faults.clear()
    lab.faults.set('graph', '*', { kind: 'slow', ms: 400, times: 1 })
    expect((await rig.settled(ids)).map(({ outcome }) => outcome)).toEqual(ids.map(() => 'needs coding'))
    const [probe, next] = graphRequests().slice(before)
    expect(msBetween(probe, next)).toBeGreaterThanOrEqual(395)
    expect(new Set(apMailsAbout('DOWN-').map(({ invoiceId }) => invoiceId)).size).toBe(12)
    expect(apMailsAbout('DOWN-')).toHaveLength(12)
    expect(await rig.breaker('graph')).toMatchObject({ state: 'closed', openedAt: null, retryAt: null })
    await expectNoAttemptBurned()
  },
)

test(
  'FAILURES 10: Graph asks for patience by 429 with Retry-After: no request of mail or timer before it has passed',
  slow,
  async () => {
    const { lab } = rig
    const [first, ...others] = await invoiceMails(5, 'BUSY')
    if (first === undefined) throw new Error('no mail')
    lab.faults.set('graph', 'getMessage', {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3' },
      times: 1,
    })

    const ids = [...(await rig.deliver(first))]
    await rig.until('the throttle', async () => (await rig.breaker('graph')).retryAt !== null)
    for (const mail of others) {
      const mailId = lab.mailbox.put(mail)
      const message = { v: 1, since: new Date().toISOString(), deferrals: 0, mailId, source: 'notification' }
      await rig.queue('mail-received').sendMessage(base64(JSON.stringify(message)))
      ids.push(mailId)
    }
    const skipped = eventsOf('timer.skipped').length
    await rig.poll()
    await rig.until('a poll that stayed away', () => eventsOf('timer.skipped').length > skipped)

    await rig.settled(ids)
    const place = graphRequests().findIndex(({ status }) => status === 429)
    const [refused, next] = graphRequests().slice(place)
    expect(refused?.operation).toBe('getMessage')
    expect(msBetween(refused, next)).toBeGreaterThanOrEqual(3_000)
    expect(apMailsAbout('BUSY-')).toHaveLength(5)
    expect(eventsOf('breaker.throttled').map(({ over }) => over)).toEqual([false, true])
    await expectNoAttemptBurned()
  },
)

test(
  'FAILURES 12: blobs and tables away under load: work waits in the queues and all is delivered once',
  slow,
  async () => {
    const { lab, storage } = rig
    const ids = await rig.deliver(...(await invoiceMails(8, 'STORE')))
    await rig.until('work at Graph', () => lab.requests.count('graph', 'getAttachmentContent') > 0)
    storage.faults.set('blob', '*', { kind: 'down' })
    storage.faults.set('table', '*', { kind: 'status', status: 503 })
    await rig.until('an open breaker', async () => (await rig.breaker('storage-table')).state === 'open')
    storage.faults.clear()

    expect((await rig.settled(ids)).map(({ outcome }) => outcome)).toEqual(ids.map(() => 'needs coding'))
    expect(apMailsAbout('STORE-')).toHaveLength(8)
    await expectNoAttemptBurned()
  },
)

/** Requests that follow each other within half the open time belong together: one that was sent before it opened may arrive after. */
function bursts(requests: readonly LoggedRequest[]): LoggedRequest[][] {
  const all: LoggedRequest[][] = []
  for (const request of requests) {
    const last = all.at(-1)
    if (last !== undefined && msBetween(last.at(-1), request) < openMs / 2) last.push(request)
    else all.push([request])
  }
  return all
}

function msBetween(earlier: LoggedRequest | undefined, later: LoggedRequest | undefined): number {
  if (earlier === undefined || later === undefined) throw new Error('a request is missing')
  return later.at.getTime() - earlier.at.getTime()
}
