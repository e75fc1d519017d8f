/** Three sources of mail with the real app: it subscribes at its start, mail comes by notice alone, and a gap is caught up. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePorts } from '../../../local/free-ports.ts'
import { invoiceMail } from './mails.ts'
import { openRig, patienceMs, type Rig, slow } from './rig.ts'

const clientState = 'canary-state-of-our-client'
let rig: Rig
beforeAll(async () => {
  const [port = 0] = await freePorts(1)
  const webhook = {
    MAIL_WEBHOOK_URL: `http://127.0.0.1:${port}/webhooks/graph`,
    GRAPH_CLIENT_STATE: clientState,
  }
  rig = await openRig({ env: webhook, port })
}, patienceMs)
afterAll(() => rig?.stop())

const put = async (number: string) => rig.lab.mailbox.put(await invoiceMail(number))
const subscribed = (among: readonly string[] = []) =>
  rig.until('a subscription', () =>
    rig.lab.notifications.subscriptions().find(({ id }) => !among.includes(id)),
  )
const post = (query: string, body = '') =>
  fetch(`${rig.host.url}/webhooks/graph${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })

test('the app subscribes when it starts, and a mail arrives by notice without any poll', slow, async () => {
  await subscribed()
  await rig.until('the catch-up behind it', () => rig.lab.requests.count('graph', 'delta') > 0)
  await rig.drained()
  const deltas = rig.lab.requests.count('graph', 'delta')

  const [line] = await rig.settled([await put('NOTICE-1')])

  expect(line).toMatchObject({ number: 'NOTICE-1', outcome: 'needs coding' })
  expect(rig.lab.notifications.deliveries.map(({ status }) => status)).toEqual([202])
  expect(rig.lab.requests.count('graph', 'delta')).toBe(deltas)
  await rig.poll()
  await rig.until('the poll', () => rig.lab.requests.count('graph', 'delta') > deltas)
  await rig.drained()
  expect(rig.lab.apMails().filter(({ subject }) => subject.includes('NOTICE-1'))).toHaveLength(1)
})

test(
  'FAILURES 4: over HTTP the token comes back decoded once, as text, without a body and under any case',
  slow,
  async () => {
    const token = '<b>100%25+sure</b>'
    const answer = await post(`?VALIDATIONTOKEN=${encodeURIComponent(token)}`)

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toBe(token)
  },
)

test('a forged notice is answered with 202, dropped and told as an event', slow, async () => {
  const forged = { changeType: 'created', clientState: 'x', resource: 'a', resourceData: { id: 'a' } }

  expect((await post('', JSON.stringify({ value: [forged] }))).status).toBe(202)

  await rig.until('the event', () => rig.host.output().includes('"webhook.dropped","why":"forged","count":1'))
  expect((await post('', '{')).status).toBe(400)
})

test('FAILURES 1, 6: what was not told of is caught up after `missed`, ten times said', slow, async () => {
  rig.lab.notifications.drop(true)
  const deltas = rig.lab.requests.count('graph', 'delta')
  const mailId = await put('MISSED-1')
  await rig.lab.notifications.lifecycle('missed', 10)

  const [line] = await rig.settled([mailId])
  await rig.drained()

  expect(line).toMatchObject({ number: 'MISSED-1', outcome: 'needs coding' })
  // Ten runs would be twenty listings, of the folder and of Junk.
  expect(rig.lab.requests.count('graph', 'delta') - deltas).toBeLessThan(10)
  rig.lab.notifications.drop(false)
})

test(
  'FAILURES 5: a subscription that was removed is made anew, and mail comes by notice again',
  slow,
  async () => {
    const old = await subscribed()
    await rig.lab.notifications.lifecycle('subscriptionRemoved')
    await subscribed([old.id])

    const [line] = await rig.settled([await put('AGAIN-1')])

    expect(line).toMatchObject({ number: 'AGAIN-1', outcome: 'needs coding' })
    expect(rig.lab.notifications.subscriptions()).toHaveLength(1)
    expect(rig.host.output()).not.toContain(clientState)
  },
)
