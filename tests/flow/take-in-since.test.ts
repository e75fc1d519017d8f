/** Mail from before the start of intake, because a person asked for it: counted first, then queued, known mail left alone. */
import { HttpRequest } from '@azure/functions'
import { expect, test } from 'vitest'
import { after, hours, seconds } from '../../src/domain/clock.ts'
import { CallRefused } from '../../src/domain/errors.ts'
import { makeIntake } from '../../src/functions/intake.ts'
import type { DayCount, Place } from '../../src/pipeline/take-in-since.ts'
import { attachment, mail } from '../factories.ts'
import { agent, bytes, deliver, invoicePdf, outcomes, type Agent } from './agent.ts'

/** The intake starts at 09:00; five older mails lie there, and one that is known. */
async function withOldMail(): Promise<Agent> {
  const it = agent({ pageSize: 2 })
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  for (const [mailId, at] of [
    ['m0', '2026-09-29T23:59:59Z'],
    ['m1', '2026-09-30T00:00:00Z'],
    ['m2', '2026-09-30T12:00:00Z'],
    ['m3', '2026-10-01T08:00:00Z'],
    ['m4', '2026-10-01T08:00:00Z'],
  ] as const) {
    const invoice = attachment({ attachmentId: `${mailId}-a`, name: 'a.pdf' })
    const old = mail({ mailId, receivedAt: new Date(at), attachments: [invoice] })
    it.mailbox.deliver(old, { [`${mailId}-a`]: bytes(mailId) })
  }
  it.clock.advance(hours(1))
  deliver(it, 'known', ['a.pdf'])
  await it.poll()
  await it.work()
  return it
}

async function askAll(it: Agent, dryRun: boolean): Promise<DayCount[]> {
  const since = new Date('2026-09-30T00:00:00Z')
  const days: DayCount[] = []
  let at: Place | undefined
  do {
    const page = await it.takeInSince({ since, at, dryRun })
    days.push(...page.days)
    at = page.next
  } while (at !== undefined)
  return days
}

test('a dry run counts by day, with what is known, and queues nothing', async () => {
  const it = await withOldMail()

  expect(await askAll(it, true)).toEqual([
    { day: '2026-09-30', mails: 2, known: 0, queued: 0 },
    { day: '2026-10-01', mails: 2, known: 0, queued: 0 },
    { day: '2026-11-02', mails: 1, known: 1, queued: 0 },
  ])
  expect(it.queues.all).toEqual([])
})

test('what is asked for is taken in though it is older than the start of intake; once more, nothing is', async () => {
  const it = await withOldMail()
  await askAll(it, false)

  expect(it.queues.of('mail-received').map(({ mailId, source }) => `${mailId} ${source}`)).toEqual([
    'm1 request',
    'm2 request',
    'm3 request',
    'm4 request',
  ])
  await it.workThrough()
  expect(outcomes(it)).toHaveLength(5)
  expect((await askAll(it, false)).every(({ queued }) => queued === 0)).toBe(true)
  expect(it.queues.all).toEqual([])
})

const post = (it: Agent, body: unknown) =>
  makeIntake({ takeIn: it.takeInSince, clock: it.clock, report: it.report })(
    new HttpRequest({
      method: 'POST',
      url: 'http://127.0.0.1/intake',
      body: { string: JSON.stringify(body) },
    }),
  )

test('over HTTP a page a call, with where to go on', async () => {
  const it = await withOldMail()
  const first = await post(it, { since: '2026-09-30', dryRun: true })
  expect(first.jsonBody).toMatchObject({ days: [{ day: '2026-09-30', mails: 2 }], next: { folder: 0 } })
  const { next } = JSON.parse(JSON.stringify(first.jsonBody)) as { next: unknown }
  expect((await post(it, { since: '2026-09-30', dryRun: true, at: next })).jsonBody).toMatchObject({
    days: [{ day: '2026-10-01', mails: 2 }],
  })
})

test.each([
  ['no date', {}],
  ['a date that is none', { since: 'yesterday' }],
  ['a place that is none', { since: '2026-09-30', at: { folder: -1, from: '2026-09-30', skip: 0 } }],
  ['something unknown', { since: '2026-09-30', folder: 'Inbox' }],
])('%s is refused', async (_, body) => {
  expect(await post(await withOldMail(), body)).toMatchObject({ status: 400 })
})

test('while Graph is away it says when to come again', async () => {
  const it = await withOldMail()
  it.mailbox.failNext(new CallRefused('graph', 'open', after(it.clock.now(), seconds(60))), {
    on: 'received',
  })
  expect(await post(it, { since: '2026-09-30' })).toMatchObject({
    status: 503,
    headers: { 'retry-after': '60' },
  })
})
