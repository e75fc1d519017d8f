/** The fake subscriptions and Graph's keep the same promises; and what is Graph's own: lives, addresses, kinds of ids. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Lab, type LabOptions, startLab } from '../../local/lab/lab.ts'
import { createSubscriptions } from '../../src/adapters/graph/subscriptions.ts'
import { fakeClock } from '../fakes/clock.ts'
import { fakeSubscriptions } from '../fakes/subscriptions.ts'
import { graphOn } from './mailbox-lab.ts'
import { describeSubscriptions } from './subscriptions.ts'

describeSubscriptions('in memory', () => {
  const clock = fakeClock()
  const subscriptions = fakeSubscriptions(clock)
  const withAnotherClientState = () => {
    subscriptions.changeClientState()
    return subscriptions
  }
  return Promise.resolve({ subscriptions, clock, withAnotherClientState })
})

const labs: Lab[] = []
const servers: Server[] = []

afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.stop()))
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

const clientState = 'canary-client-state'

async function onLab(options: LabOptions = {}) {
  const clock = fakeClock()
  const lab = await startLab({ clock, ...options })
  labs.push(lab)
  const url = `${await anAddress()}/webhooks/graph?code=key`
  const { graph, guard } = graphOn(lab)
  const settings = { mailbox: lab.env().INVOICE_MAILBOX ?? '', url, clientState }
  const subscriptions = createSubscriptions(graph, settings, clock)
  const withAnotherClientState = () =>
    createSubscriptions(graph, { ...settings, clientState: 'another-client-state' }, clock)
  return { lab, clock, guard, url, subscriptions, withAnotherClientState }
}

/** Answers what Graph asks before it makes a subscription. */
async function anAddress(): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/plain')
    response.end(new URL(request.url ?? '', 'http://127.0.0.1').searchParams.get('validationToken') ?? '')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describeSubscriptions('Graph', () => onLab())

test('it is made for created mail of the folder, with immutable ids, our client state, and one address for both', async () => {
  const { lab, url, subscriptions, guard } = await onLab()
  await subscriptions.create('Inbox')
  const [made, ...more] = lab.notifications.subscriptions()
  expect(more).toEqual([])
  expect(made).toMatchObject({
    changeType: 'created',
    resource: "users/invoices@lab.example/mailFolders('inbox')/messages",
    clientState,
    hasImmutableIds: true,
    lifecycleNotificationUrl: made?.notificationUrl,
  })
  expect(made?.notificationUrl).toMatch(
    new RegExp(`^${url.replace('?', '\\?')}&watch=[0-9a-f]{8}-[0-9a-f]{4}$`),
  )
  expect(made?.notificationUrl).not.toContain(clientState)
  expect(guard.snapshot().counters.calls).toBe(lab.requests.count('graph'))
})

test('where Graph grants 4,230 minutes only, it asks for those', async () => {
  const { lab, clock, subscriptions } = await onLab({ subscriptionMinutes: 4_230 })
  const { id, expiresAt } = await subscriptions.create('Inbox')
  expect((expiresAt.getTime() - clock.now().getTime()) / 60_000).toBe(4_229)
  expect((await subscriptions.renew(id)).getTime()).toBe(expiresAt.getTime())
  expect(lab.requests.count('graph', 'createSubscription')).toBe(2)
})

test('an address that does not answer gets none, and the circuit takes it for an answer', async () => {
  const { lab, clock, guard } = await onLab()
  const settings = { mailbox: 'invoices@lab.example', url: 'http://127.0.0.1:9/webhooks/graph', clientState }
  const subscriptions = createSubscriptions(graphOn(lab).graph, settings, clock)
  await expect(subscriptions.create('Inbox')).rejects.toMatchObject({ answer: 'rejected', status: 400 })
  expect(guard.snapshot()).toMatchObject({ state: 'closed', consecutiveFailures: 0 })
})

test("another app's subscriptions are none of ours", async () => {
  const { lab, clock, subscriptions } = await onLab()
  const elsewhere = `${await anAddress()}/webhooks/graph`
  const settings = { mailbox: 'invoices@lab.example', url: elsewhere, clientState }
  await createSubscriptions(graphOn(lab).graph, settings, clock).create('Inbox')
  expect(await subscriptions.list(['Inbox'])).toEqual([])
})
