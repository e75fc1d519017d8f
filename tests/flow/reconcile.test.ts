/** The daily comparison of mailbox and ledger: what slipped through all three sources, and drafts that nobody owns. */
import { expect, test } from 'vitest'
import { after, days, hours, minutes } from '../../src/domain/clock.ts'
import { CallRefused, DependencyFailed } from '../../src/domain/errors.ts'
import { entry, findings, mail, outgoingMail } from '../factories.ts'
import { agent, deliver, invoicePdf, type Agent } from './agent.ts'

const queued = (it: Agent) => it.queues.of('mail-received').map(({ mailId }) => mailId)

async function polled(options = {}): Promise<Agent> {
  const it = agent(options)
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  return it
}

test('a mail that no source brought is found, taken in, and told of; the others are not touched', async () => {
  const it = await polled()
  deliver(it, 'known', ['a.pdf'])
  await it.poll()
  await it.work()
  deliver(it, 'lost', ['b.pdf'])
  it.clock.advance(hours(2))
  deliver(it, 'fresh', ['c.pdf'])

  expect(await it.reconcile()).toEqual({ mails: 3, requeued: 1, orphans: 0 })

  expect(it.queues.of('mail-received')).toMatchObject([{ mailId: 'lost', source: 'reconcile' }])
  expect(it.team.told.at(-1)?.title).toBe('1 mail had not been taken in')
  await it.work()
  const told = it.team.told.length
  expect(await it.reconcile()).toMatchObject({ requeued: 0 })
  expect(it.team.told).toHaveLength(told)
})

test('it looks RESYNC_DAYS back, never before INTAKE_FROM, page by page', async () => {
  const it = await polled({ intakeFrom: new Date('2026-10-25T00:00:00.000Z'), pageSize: 2 })
  const at = (mailId: string, receivedAt: string) =>
    it.mailbox.deliver(mail({ mailId, receivedAt: new Date(receivedAt) }))
  at('before', '2026-10-24T00:00:00Z')
  for (const n of [1, 2, 3, 4, 5]) at(`m${n}`, `2026-10-2${n + 4}T00:00:00Z`)

  await it.reconcile()
  expect(queued(it)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])

  it.clock.set('2026-11-10T12:00:00Z')
  await it.reconcile()
  expect(queued(it).slice(5)).toEqual(['m4', 'm5'])
})

test('with the mails of the last working day it tells the usual number; of a weekend, or too short a time, neither', async () => {
  const it = await polled({ intakeFrom: new Date('2026-10-30T12:00:00.000Z') })
  const bring = (day: string, count: number) => {
    for (let n = 0; n < count; n++)
      it.mailbox.deliver(mail({ mailId: `${day} ${n}`, receivedAt: new Date(`${day}T11:00:00Z`) }))
  }
  // From Monday to Monday; the Friday before is not whole.
  const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07']
  for (const [place, day] of days.entries()) bring(day, [9, 5, 7, 6, 8, 1][place] ?? 0)

  it.clock.set('2026-11-10T03:23:00Z')
  expect(await it.reconcile()).toMatchObject({ yesterday: 0, usual: 7 })
  it.clock.set('2026-11-08T03:23:00Z')
  expect((await it.reconcile()).usual).toBeUndefined()
  it.clock.set('2026-11-07T03:23:00Z')
  expect((await it.reconcile()).usual).toBeUndefined()
})

test('what a person has on his desk, or dropped, is not queued again', async () => {
  const it = await polled()
  deliver(it, 'm1', ['a.pdf'])
  it.mailbox.failNext(new DependencyFailed('graph', 'server-error', { mayHaveActed: false }), {
    on: 'read',
    times: 400,
  })
  await it.poll()
  await it.work()
  const [message] = it.queues.of('mail-received')
  const body = { ...message, since: '2026-10-01T00:00:00.000Z' }
  await it.run('mail-received', body)
  expect(it.cases.parked).toMatchObject([{ kind: 'too-old' }])
  it.clock.advance(hours(2))

  expect(await it.reconcile()).toMatchObject({ requeued: 0 })
})

test('while Graph is away it ends at once', async () => {
  const it = await polled()
  it.mailbox.failNext(new CallRefused('graph', 'open', after(it.clock.now(), minutes(1))), { on: 'received' })

  await expect(it.reconcile()).rejects.toThrow('graph is not called')
  expect(it.outbox.calls).toEqual([])
})

test('orphan drafts are deleted after a day: of an invoice that is posted, or whose row names another draft', async () => {
  const it = await polled()
  const [posted, posting, held] = [
    '01KB1N3XM0ABCDEFGHJKMNPQR1',
    '01KB1N3XM0ABCDEFGHJKMNPQR2',
    '01KB1N3XM0ABCDEFGHJKMNPQR3',
  ]
  const unknown = '01KB1N3XM0ABCDEFGHJKMNPQR4'
  const draft = (invoiceId = '') => it.outbox.createDraft(outgoingMail({ invoiceId }))
  const orphans = [await draft(posted), await draft(posting)]
  const kept = [await draft(posting), await draft(held), await draft(unknown)]
  const [ofPosting, ofHeld] = kept
  const found = findings()
  it.ledger.seed(
    entry({
      invoiceId: posted ?? '',
      status: { state: 'posted', findings: found, postedAt: it.clock.now() },
    }),
  )
  it.ledger.seed(
    entry({
      invoiceId: posting ?? '',
      status: { state: 'posting', findings: found, sending: { draftId: ofPosting } },
    }),
  )
  it.ledger.seed(
    entry({
      invoiceId: held ?? '',
      status: {
        state: 'parked',
        why: 'a fault of ours',
        from: { state: 'posting', findings: found, sending: { givenUp: ofHeld } },
      },
    }),
  )
  const drafts = () => it.outbox.drafts.map(({ draftId }) => draftId)

  it.clock.advance(hours(23))
  expect(await it.reconcile()).toMatchObject({ orphans: 0 })
  it.clock.advance(days(1))
  expect(await it.reconcile()).toMatchObject({ orphans: 2 })

  expect(drafts()).toEqual(kept)
  expect(orphans.some((id) => drafts().includes(id))).toBe(false)
})
