/** Scripted faults, Teams and the control endpoint of the lab, over plain HTTP as any client meets them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startLab, type Lab } from '../../local/lab/lab.ts'

let lab: Lab
let now: Date

beforeEach(async () => {
  now = new Date('2026-11-02T08:00:00Z')
  lab = await startLab({ clock: { now: () => now } })
})
afterEach(() => lab.stop())

const post = (payload: unknown, signal: AbortSignal | null = null) =>
  fetch(lab.teamsUrl, { method: 'POST', body: JSON.stringify(payload), signal })
const control = (path: string, method = 'GET', body?: unknown) =>
  fetch(`${lab.controlUrl}/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

test('Teams takes a card with 202 and keeps it; one over 28 KB is refused', async () => {
  expect((await post({ type: 'message', text: 'posted' })).status).toBe(202)
  expect((await post({ text: 'x'.repeat(28 * 1024) })).status).toBe(413)
  expect(lab.cards.map(({ payload }) => payload)).toEqual([{ type: 'message', text: 'posted' }])
})

test('429 with Retry-After hits so many requests, then the service answers again', async () => {
  lab.faults.set('teams', '*', { kind: 'status', status: 429, headers: { 'Retry-After': '17' }, times: 2 })

  const answers = [await post({}), await post({}), await post({})]

  expect(answers.map(({ status }) => status)).toEqual([429, 429, 202])
  expect(answers[0]?.headers.get('retry-after')).toBe('17')
  expect(lab.cards).toHaveLength(1)
})

test('a fault for a time ends by itself', async () => {
  lab.faults.set('teams', 'postCard', { kind: 'down', forSeconds: 30 })
  await expect(post({})).rejects.toThrow('fetch failed')

  now = new Date('2026-11-02T08:00:30Z')

  expect((await post({})).status).toBe(202)
  expect(lab.faults.list()).toEqual([])
})

test('the fault of an operation goes before that of its service, and other services are not hit', async () => {
  lab.faults.set('teams', '*', { kind: 'status', status: 500 })
  lab.faults.set('teams', 'postCard', { kind: 'status', status: 503 })
  lab.faults.set('graph', '*', { kind: 'down' })

  expect((await post({})).status).toBe(503)
  expect((await control('faults')).status).toBe(200)
})

test('a hang ends only when the caller gives up, and does no work', async () => {
  lab.faults.set('teams', '*', { kind: 'hang', times: 1 })

  await expect(post({}, AbortSignal.timeout(300))).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(lab.cards).toEqual([])
})

test('a slow service does the work in its own time', async () => {
  lab.faults.set('teams', '*', { kind: 'slow', ms: 400, times: 1 })
  const sending = post({})

  const first = await Promise.race([sending, post({}).then(() => 'the request after it')])

  expect(first).toBe('the request after it')
  expect((await sending).status).toBe(202)
})

test('another process steers the lab over HTTP: mail, faults, answers, and what came of it', async () => {
  const mail = { from: { name: 'C', address: 'c@x.example' }, subject: 'Invoice', attachments: [] }
  const put = await control('mails', 'POST', mail)
  await control('faults', 'POST', { service: 'teams', fault: { kind: 'status', status: 502, times: 1 } })
  expect((await post({})).status).toBe(502)
  await control('faults', 'POST', { service: 'teams', fault: { kind: 'down' } })
  await control('faults?service=teams', 'DELETE')
  expect((await post({})).status).toBe(202)

  expect(await put.json()).toEqual({ mailId: lab.mailbox.messages('Inbox')[0]?.id })
  expect(await (await control('requests')).json()).toMatchObject([
    { service: 'teams', operation: 'postCard', status: 502 },
    { service: 'teams', operation: 'postCard', status: 202 },
  ])
  expect(await (await control('cards')).json()).toHaveLength(1)
  expect(await (await control('sent')).json()).toEqual([])
})

test.each([
  ['faults', { service: 'teams', fault: { kind: 'explode' } }],
  ['mails', { subject: 'no sender' }],
  ['answers', { contains: 'x' }],
])('POST /control/%s says what is wrong with its body', async (path, body) => {
  const answer = await control(path, 'POST', body)

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { code: 'BadRequest' } })
})
