/** HTTP /desk/cases on the whole pipeline: who looks at what did not come through, and puts it back or gives it up. */
import { HttpRequest } from '@azure/functions'
import { expect, test } from 'vitest'
import { caseIdOf } from '../../src/domain/case.ts'
import { seconds } from '../../src/domain/clock.ts'
import { CallRefused, RemoteAnswer } from '../../src/domain/errors.ts'
import { makeDeskCases } from '../../src/functions/desk-cases.ts'
import { makeDrop, makeRedrive } from '../../src/pipeline/decide-case.ts'
import { makeRedriveMany } from '../../src/pipeline/redrive-many.ts'
import { type Agent, agent, deliver, invoicePdf, outcomes } from './agent.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

function deskOf(it: Agent) {
  const handle = makeDeskCases({
    isSignedIn: false,
    cases: it.cases,
    redrive: makeRedrive(it),
    drop: makeDrop(it),
    redriveMany: makeRedriveMany(it),
    clock: it.clock,
    report: { deferred: () => {}, parked: () => {}, stepFailed: () => {}, tickSkipped: () => {} },
  })
  return async (method: 'GET' | 'POST' | 'PUT', path = '', body?: unknown): Promise<Answer> => {
    const [params = '', query = ''] = path.split('?')
    const answer = await handle(
      new HttpRequest({
        method,
        url: 'http://127.0.0.1/desk/cases',
        params: { path: params },
        query: Object.fromEntries(new URLSearchParams(query)),
        ...(body === undefined
          ? {}
          : { body: { string: typeof body === 'string' ? body : JSON.stringify(body) } }),
      }),
    )
    const text = typeof answer.body === 'string' ? answer.body : undefined
    return {
      status: answer.status ?? 200,
      headers: (answer.headers ?? {}) as Record<string, string>,
      body: (text === undefined ? answer.jsonBody : JSON.parse(text)) as Record<string, unknown>,
    }
  }
}

/** An agent with one parked invoice, whose document cannot be read for a bug of ours. */
async function withParkedInvoice() {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  it.parser.failNext(new TypeError('a bug of ours'), { times: 5 })
  for (let n = 0; n < 6; n++) {
    await it.work()
    it.clock.advance(seconds(31))
  }
  await it.drain()
  await it.work()
  const [one] = it.cases.parked
  return { it, desk: deskOf(it), caseId: one?.caseId ?? '', invoiceId: it.ledger.entries[0]?.invoiceId ?? '' }
}

const ada = { who: 'Ada' }
const last = (body: Answer['body']) => (body.history as { who: string; what: string }[]).at(-1)

test('FAILURES 36: the list says step, kind, why, since when and which invoice, never the text; one alone says all', async () => {
  const { desk, caseId, invoiceId } = await withParkedInvoice()

  const list = await desk('GET')
  expect(list.body).toEqual({
    cases: [
      {
        caseId,
        step: 'invoice-stored',
        kind: 'fault',
        why: 'TypeError: a bug of ours',
        dependency: null,
        state: 'open',
        stands: 'it waits for a person: redrive or drop it',
        goesByItself: false,
        firstSeen: '2026-11-02T09:02:04.000Z',
        lastSeen: '2026-11-02T09:02:04.000Z',
        redrives: 0,
        invoiceId,
      },
    ],
    next: null,
  })
  const one = await desk('GET', caseId.toUpperCase())
  expect(one.body).toMatchObject({ caseId, message: expect.stringContaining(invoiceId) as unknown })
  expect(last(one.body)).toMatchObject({ who: 'host' })
})

test('put back, also twice, it goes on and is mailed once; the trail says by whom', async () => {
  const { it, desk, caseId, invoiceId } = await withParkedInvoice()

  const first = await desk('POST', `${caseId}/redrive`, { who: 'Ada', why: 'mended' })
  const second = await desk('POST', `${caseId}/redrive`, { who: 'Ben' })
  await it.workThrough()

  expect([first.body.done, second.body.done]).toEqual(['now', 'before'])
  expect(second.body.case).toMatchObject({
    state: 'redriven',
    stands: expect.stringContaining('by Ada') as unknown,
  })
  expect(outcomes(it)).toEqual(['posted'])
  expect(it.sentAbout(invoiceId)).toHaveLength(1)
  expect(last((await desk('GET', caseId)).body)).toMatchObject({ who: 'Ada' })
  expect(await it.ledger.audit(invoiceId)).toContainEqual(
    expect.objectContaining({ who: 'Ada', what: 'worked on again, mended' }),
  )
})

test('dropped, also twice, it stays away; the invoice and the case say who and why', async () => {
  const { it, desk, caseId, invoiceId } = await withParkedInvoice()

  const first = await desk('POST', `${caseId}/drop`, { who: 'Ada', reason: 'came on paper' })
  const second = await desk('POST', `${caseId}/drop`, { who: 'Ben', reason: 'me too' })

  expect([first.body.done, second.body.done]).toEqual(['now', 'before'])
  expect(second.body.case).toMatchObject({
    stands: 'it was dropped by Ada on 2026-11-02 09:03 UTC: came on paper',
  })
  expect((await desk('GET')).body.cases).toEqual([])
  expect(it.ledger.entry(invoiceId).status).toMatchObject({
    state: 'parked',
    why: 'TypeError: a bug of ours; dropped by Ada: came on paper',
  })
  expect(it.queues.all).toEqual([])
})

test('what was dropped is not put back, and what was put back is not dropped: 409 says how it stands', async () => {
  const { it, desk, caseId } = await withParkedInvoice()
  await desk('POST', `${caseId}/redrive`, ada)
  const drop = await desk('POST', `${caseId}/drop`, { who: 'Ben', reason: 'paper' })
  expect(drop).toMatchObject({
    status: 409,
    body: { detail: `Case ${caseId} cannot be dropped: it was put back by Ada on 2026-11-02 09:03 UTC.` },
  })
  await it.workThrough()
  expect(outcomes(it)).toEqual(['posted'])

  const other = await withParkedInvoice()
  await other.desk('POST', `${other.caseId}/drop`, { who: 'Ben', reason: 'paper' })
  expect((await other.desk('POST', `${other.caseId}/redrive`, ada)).status).toBe(409)
  expect(other.it.queues.all).toEqual([])
})

test('a dry run changes nothing', async () => {
  const { it, desk, caseId } = await withParkedInvoice()
  const before = structuredClone([it.cases.all, it.ledger.entries])
  const dryRun = true

  const done = [
    await desk('POST', `${caseId}/redrive`, { ...ada, dryRun }),
    await desk('POST', `${caseId}/drop`, { ...ada, reason: 'paper', dryRun }),
    await desk('POST', 'redrive', { ...ada, all: true, dryRun }),
  ]

  expect(done.map(({ body }) => body.done)).toEqual(['dry-run', 'dry-run', 'dry-run'])
  expect(done[2]?.body).toMatchObject({ cases: [{ caseId }], left: 0 })
  expect([it.cases.all, it.ledger.entries]).toEqual(before)
  expect(it.queues.all).toEqual([])
})

test('many are put back at one word: of a kind, or all; the rest stays', async () => {
  const { it, desk, caseId, invoiceId } = await withParkedInvoice()
  await it.run('mail-received', { v: 9 })

  const some = await desk('POST', 'redrive', { ...ada, kind: 'fault' })
  expect(some.body).toMatchObject({ done: 'now', cases: [{ caseId, state: 'redriven' }], left: 0 })
  await it.workThrough()
  expect(it.sentAbout(invoiceId)).toHaveLength(1)

  const rest = await desk('POST', 'redrive', { ...ada, all: true })
  expect(rest.body.cases).toHaveLength(it.cases.all.length - 1)
  expect((await desk('GET')).body.cases).toEqual([])
})

test('of hundreds it does 200 at once and says what is left; with `until` none comes twice', async () => {
  const it = agent()
  const desk = deskOf(it)
  for (let n = 0; n < 230; n++) await it.run('mail-received', { v: n + 2 })
  it.clock.advance(seconds(10))

  const first = await desk('POST', 'redrive', { ...ada, all: true })
  expect([(first.body.cases as unknown[]).length, first.body.left]).toEqual([200, 30])
  it.clock.advance(seconds(10))
  await it.work()
  const second = await desk('POST', 'redrive', { ...ada, all: true, until: first.body.until })
  expect([(second.body.cases as unknown[]).length, second.body.left]).toEqual([30, 0])
})

test('an invoice that somebody else works on just now keeps its case open, and the others go on', async () => {
  const { it, desk, caseId } = await withParkedInvoice()
  await it.run('mail-received', { v: 9 })
  it.ledger.failNext(new RemoteAnswer('storage-table', 'conflict', { status: 412 }), { on: 'change' })

  const { body } = await desk('POST', 'redrive', { ...ada, all: true })
  expect(body).toMatchObject({ cases: [{ step: 'mail-received' }], left: 1 })
  expect(it.cases.parked.map((one) => one.caseId)).toEqual([caseId])
})

test('the pages of the list follow one another', async () => {
  const it = agent()
  const desk = deskOf(it)
  for (let n = 0; n < 150; n++) await it.run('mail-received', { v: n + 2 })

  const first = await desk('GET')
  const second = await desk('GET', `?after=${String(first.body.next)}`)
  const ids = [first, second].flatMap(({ body }) =>
    (body.cases as { caseId: string }[]).map(({ caseId }) => caseId),
  )
  expect([new Set(ids).size, second.body.next]).toEqual([150, null])
})

test.each([1, 40, 75, 100])('in pages of %i every case comes once, in order of their ids', async (limit) => {
  const it = agent()
  const desk = deskOf(it)
  for (let n = 0; n < 150; n++) await it.run('mail-received', { v: n + 2 })

  const pages: string[][] = []
  for (let query = `?limit=${limit}`; query !== ''; ) {
    const { cases, next } = (await desk('GET', query)).body as {
      cases: { caseId: string }[]
      next: string | null
    }
    pages.push(cases.map(({ caseId }) => caseId))
    query = next === null ? '' : `?limit=${limit}&after=${next}`
  }
  expect(pages).toHaveLength(Math.ceil(150 / limit))
  expect(pages.flat()).toEqual(it.cases.parked.map(({ caseId }) => caseId).toSorted())
})

test.each([
  ['nobody says who', 'redrive', { all: true }],
  ['neither a kind nor all', 'redrive', ada],
  ['a kind and all', 'redrive', { ...ada, all: true, kind: 'fault' }],
  ['something unknown', 'redrive', { ...ada, all: true, surprise: 1 }],
  ['a drop without a reason', 'CASE/drop', ada],
  ['a name of two lines', 'CASE/redrive', { who: 'Ada\nBen' }],
  ['no JSON', 'CASE/redrive', '{"who":'],
  ['an id that no case has', 'fault/redrive', ada],
])('%s: 400 in problem+json, and nothing is done', async (_, path, body) => {
  const { it, desk, caseId } = await withParkedInvoice()
  const answer = await desk('POST', path.replace('CASE', caseId), body)
  expect(answer).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' } })
  expect(it.cases.parked).toHaveLength(1)
})

test.each([
  ['GET', `${caseIdOf('mail-received', 'unknown')}`, undefined, 404],
  ['POST', `${caseIdOf('mail-received', 'unknown')}/redrive`, ada, 404],
  ['POST', `${caseIdOf('mail-received', 'unknown')}/close`, ada, 404],
  ['POST', `${caseIdOf('mail-received', 'unknown')}/drop/now`, ada, 404],
  ['GET', '?after=nowhere', undefined, 400],
  ['GET', '?limit=0', undefined, 400],
  ['GET', '?limit=101', undefined, 400],
  ['GET', 'redrive', undefined, 405],
  ['POST', '', ada, 405],
  ['PUT', `${caseIdOf('mail-received', 'unknown')}/drop`, ada, 405],
] as const)('%s %s is answered in words', async (method, path, body, status) => {
  const answer = await deskOf(agent())(method, path, body)
  expect(answer).toMatchObject({ status, body: { status, detail: expect.any(String) as unknown } })
})

test('while the tables are away it is 503 with Retry-After', async () => {
  const { it, desk } = await withParkedInvoice()
  it.cases.failNext(new CallRefused('storage-table', 'open', new Date(it.clock.now().getTime() + 30_000)))
  expect(await desk('GET')).toMatchObject({ status: 503, headers: { 'retry-after': '30' } })
})
