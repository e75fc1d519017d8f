/** The lab's change notifications, as a subscriber sees them: a real server at the other end, the true Graph SDK before it. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Client } from '@microsoft/microsoft-graph-client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Lab, startLab } from '../../local/lab/lab.ts'
import { aMail, at, graphClient, immutable } from './lab-graph-client.ts'

interface Notice {
  subscriptionId: string
  clientState: string
  changeType?: string
  lifecycleEvent?: string
  resourceData?: { id: string }
}

let lab: Lab
let graph: Client
let server: Server
let url: string
/** What the subscriber answers to notices, the first first; 202 when there is no more. */
let answers: number[]
let posts: Notice[][]

beforeEach(async () => {
  answers = []
  posts = []
  server = createServer((request, response) => {
    void receive(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'text/plain' })
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`
  lab = await startLab({ subscriptionMinutes: 4_230 })
  graph = graphClient(lab)
})
afterEach(async () => {
  await lab.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function receive(request: IncomingMessage): Promise<{ status: number; body: string }> {
  const token = new URL(request.url ?? '', url).searchParams.get('validationToken')
  if (token !== null) return { status: 200, body: token }
  posts.push((JSON.parse(await text(request)) as { value: Notice[] }).value)
  return { status: answers.shift() ?? 202, body: '' }
}

const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()
const wanted = (expirationDateTime = inDays(2)) => ({
  changeType: 'created',
  notificationUrl: url,
  lifecycleNotificationUrl: url,
  resource: at(lab, '/mailFolders/Inbox/messages').slice(1),
  clientState: 'secret',
  expirationDateTime,
})
const subscribe = async () =>
  (await graph.api('/subscriptions').header('Prefer', immutable).post(wanted())) as { id: string }

test('a subscription is made where the address answers, is renewed, ends, and never shows its client state', async () => {
  const made = await subscribe()
  await graph.api(`/subscriptions/${made.id}`).patch({ expirationDateTime: inDays(2.5) })

  expect(made).toMatchObject({ clientState: null, changeType: 'created' })
  await expect(graph.api('/subscriptions').post(wanted(inDays(9)))).rejects.toMatchObject({ statusCode: 400 })
  await graph.api(`/subscriptions/${made.id}`).delete()
  await expect(graph.api(`/subscriptions/${made.id}`).get()).rejects.toMatchObject({ statusCode: 404 })
})

test('an address where nobody answers gets no subscription', async () => {
  const nobody = { ...wanted(), notificationUrl: 'http://127.0.0.1:9/webhook' }
  await expect(graph.api('/subscriptions').post(nobody)).rejects.toMatchObject({ statusCode: 400 })
})

test('new mail is told in one POST of several notices, with the client state, and again after a 5xx', async () => {
  await subscribe()
  answers = [503]
  const ids = [1, 2, 3].map((n) => lab.mailbox.put(aMail({ subject: `mail ${n}` })))
  lab.mailbox.put(aMail({ folder: 'JunkEmail' }))

  await vi.waitFor(() => expect(posts).toHaveLength(2), 5_000)

  expect(posts[1]).toEqual(posts[0])
  expect(posts[0]?.map(({ resourceData }) => resourceData?.id)).toEqual(ids)
  expect(posts[0]?.every(({ clientState }) => clientState === 'secret')).toBe(true)
  expect(lab.notifications.deliveries.map(({ status }) => status)).toEqual([503, 202])
})

test('dropped notices come never; lifecycle events come as often as they are asked for', async () => {
  const { id } = await subscribe()
  lab.notifications.drop(true)
  lab.mailbox.put(aMail())
  await lab.notifications.lifecycle('missed', 2)
  await lab.notifications.lifecycle('subscriptionRemoved')

  expect(posts.flat().map(({ lifecycleEvent }) => lifecycleEvent)).toEqual([
    'missed',
    'missed',
    'subscriptionRemoved',
  ])
  await expect(graph.api(`/subscriptions/${id}`).get()).rejects.toMatchObject({ statusCode: 404 })
})
