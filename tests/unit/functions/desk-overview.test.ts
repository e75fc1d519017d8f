/** HTTP /desk/overview: what it counts, and that it asks storage as often whatever the history. */
import { HttpRequest } from '@azure/functions'
import { expect, test } from 'vitest'
import { ulid } from 'ulid'
import { after, hours, minutes, seconds } from '../../../src/domain/clock.ts'
import type { Status } from '../../../src/domain/entry.ts'
import { CallRefused } from '../../../src/domain/errors.ts'
import type { QueueDepths } from '../../../src/domain/ports/queues.ts'
import { overviewAnswer } from '../../../src/functions/answers/overview.ts'
import { makeDeskOverview } from '../../../src/functions/desk-overview.ts'
import { makeLookOver } from '../../../src/pipeline/look-over.ts'
import { aCase, arrival, coding, entry, findings, invoiceMessage } from '../../factories.ts'
import { fakeCases } from '../../fakes/cases.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeLedger } from '../../fakes/ledger.ts'
import { fakePoisonQueues } from '../../fakes/poison-queues.ts'
import { fakeQueueDepths } from '../../fakes/queue-depths.ts'
import { fakeQueues } from '../../fakes/queues.ts'

function overviewApi({ isSignedIn = false } = {}) {
  const clock = fakeClock('2026-11-24T12:00:00.000Z')
  const ledger = fakeLedger()
  const cases = fakeCases()
  const queues = fakeQueues(clock)
  const poison = fakePoisonQueues(queues.putText, clock)
  const fake = fakeQueueDepths(queues, poison, clock)
  let looks = 0
  const depths: QueueDepths = { depth: (queue) => (looks++, fake.depth(queue)) }
  const report = { deferred: () => {}, parked: () => {}, tickSkipped: () => {}, stepFailed: () => {} }
  const lookOver = makeLookOver({ ledger, cases, depths })
  const handle = makeDeskOverview({ lookOver, isSignedIn, clock, report })
  const ask = (query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    handle(new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/desk/overview', query, headers }))
  const seed = (receivedAt: Date, status: Status) =>
    ledger.seed(entry({ invoiceId: ulid(receivedAt.getTime()), arrival: arrival({ receivedAt }), status }))
  const calls = () => ledger.calls.length + cases.calls.length + looks
  return { clock, ledger, cases, queues, poison, ask, seed, calls }
}

const at = (time: string) => new Date(`2026-11-24T${time}.000Z`)
const posted = (receivedAt: Date, afterMs: number): Status => ({
  state: 'notified',
  findings: findings(),
  postedAt: after(receivedAt, afterMs),
})

test('queues, cases and the day in numbers, as its schema says', async () => {
  const { ask, queues, poison, cases, seed } = overviewApi()
  await queues.put('invoice-ready', invoiceMessage({ since: '2026-11-24T11:00:00.000Z' }))
  poison.give('mail-received', '{}')
  await cases.save(aCase({ version: undefined }))
  for (const [time, ms] of [
    ['08:00:00', seconds(10)],
    ['08:30:00', seconds(30)],
    ['09:00:00', minutes(20)],
  ] as const)
    seed(at(time), posted(at(time), ms))
  seed(at('09:10:00'), { state: 'held', findings: findings(), reasons: ['a'] })
  seed(at('09:20:00'), { state: 'received' })
  const byHand = findings({ coding: { kind: 'needs-coding', reason: 'unknown' } })
  seed(at('10:00:00'), { state: 'posted', findings: byHand, postedAt: at('10:00:05') })
  seed(new Date('2026-11-23T23:59:59.999Z'), { state: 'received' })

  const { jsonBody } = await ask()

  const answer = overviewAnswer.parse(jsonBody)
  expect(answer).toMatchObject({ at: '2026-11-24T12:00:00.000Z', signedInAs: null })
  expect(answer.cases).toEqual({ open: 1, isAll: true })
  expect(answer.queues).toContainEqual({
    queue: 'invoice-ready',
    waiting: 1,
    oldest: '2026-11-24T12:00:00.000Z',
    poisoned: 0,
    cases: 0,
  })
  expect(answer.queues).toContainEqual({
    queue: 'mail-received',
    waiting: 0,
    oldest: null,
    poisoned: 1,
    cases: 1,
  })
  expect(answer.day).toEqual({
    day: '2026-11-24',
    counted: 6,
    isAll: true,
    outcomes: [
      { outcome: 'posted', count: 3 },
      { outcome: 'held', count: 1 },
      { outcome: 'needs coding', count: 1 },
      { outcome: 'on its way', count: 1 },
    ],
    toPayable: { count: 4, median: 10, p95: 1_200 },
    hours: [
      { hour: 8, invoices: 2, toPayable: { count: 2, median: 10, p95: 30 } },
      { hour: 9, invoices: 3, toPayable: { count: 1, median: 1_200, p95: 1_200 } },
      { hour: 10, invoices: 1, toPayable: { count: 1, median: 5, p95: 5 } },
    ],
  })
})

test('an empty day and another day', async () => {
  const { ask, seed } = overviewApi()
  seed(at('08:00:00'), { state: 'not-an-invoice', why: 'a newsletter' })
  const none = { counted: 0, isAll: true, outcomes: [], toPayable: { count: 0, median: null, p95: null } }
  expect(await ask({ day: '2026-11-23' })).toMatchObject({
    jsonBody: { day: { day: '2026-11-23', ...none } },
  })
  expect(await ask({ day: '2026-11-24' })).toMatchObject({ jsonBody: { day: { counted: 1 } } })
})

test.each(['yesterday', '2026-13-01', "2026-11-24' or true", ''])('"%s" is no day', async (day) => {
  expect(await overviewApi().ask({ day })).toMatchObject({ status: 400 })
})

test('it asks storage as often with 5,000 invoices as with 100, on that day or before', async () => {
  const { ask, seed, calls, cases } = overviewApi()
  const grow = (count: number, from: Date) => {
    for (let n = 0; n < count; n++) seed(after(from, seconds(n)), { state: 'received' })
  }
  await cases.save(aCase())
  const countedBy = async () => {
    const before = calls()
    const { jsonBody } = await ask()
    return { calls: calls() - before, day: overviewAnswer.parse(jsonBody).day }
  }
  grow(100, at('08:00:00'))
  const small = await countedBy()
  grow(2_500, at('08:00:00'))
  grow(2_400, after(at('00:00:00'), -hours(24)))
  const large = await countedBy()

  expect(small).toMatchObject({ calls: 7, day: { counted: 100, isAll: true } })
  expect(large).toMatchObject({ calls: 7, day: { counted: 1_000, isAll: false } })
})

test('away storage is said with when to come again', async () => {
  const { ask, ledger, clock } = overviewApi()
  ledger.failNext(new CallRefused('storage-table', 'open', after(clock.now(), seconds(40))), { on: 'marks' })
  expect(await ask()).toMatchObject({ status: 503, headers: { 'retry-after': '40' } })
})

test('who is signed in is told where the platform signs people in, and never believed elsewhere', async () => {
  const headers = { 'x-ms-client-principal-name': 'maria@fabrikam.example' }
  const signedIn = overviewApi({ isSignedIn: true })
  expect(await signedIn.ask({}, headers)).toMatchObject({
    jsonBody: { signedInAs: 'maria@fabrikam.example' },
  })
  expect(await overviewApi().ask({}, headers)).toMatchObject({ jsonBody: { signedInAs: null } })
})

test('coded by the vendor list is posted, not needs coding', async () => {
  const { ask, seed } = overviewApi()
  seed(at('08:00:00'), {
    state: 'posted',
    findings: findings({ coding: coding() }),
    postedAt: at('08:01:00'),
  })
  expect(await ask()).toMatchObject({ jsonBody: { day: { outcomes: [{ outcome: 'posted', count: 1 }] } } })
})
