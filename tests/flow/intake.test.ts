/** What is taken in: from when, in pages, after a lost cursor, and twice over. */
import { expect, test } from 'vitest'
import { days } from '../../src/domain/clock.ts'
import { attachment, mail, parsed, reading } from '../factories.ts'
import { type Agent, agent, bytes, deliver, invoicePdf } from './agent.ts'

const queued = (it: Agent) => it.queues.of('mail-received').map(({ mailId }) => mailId)

function deliverAt(it: Agent, mailId: string, receivedAt: string) {
  const invoice = attachment({ attachmentId: `${mailId}-a` })
  it.mailbox.deliver(mail({ mailId, receivedAt: new Date(receivedAt), attachments: [invoice] }), {
    [`${mailId}-a`]: bytes(mailId),
  })
}

test('mail from before the first start is never touched', async () => {
  const it = agent()
  deliverAt(it, 'old', '2026-11-02T08:59:59.000Z')

  await it.poll()
  it.clock.advance(days(1))
  deliver(it, 'new', ['a.pdf'])
  await it.poll()

  expect(queued(it)).toEqual(['new'])
})

test('INTAKE_FROM takes in what came since', async () => {
  const it = agent({ intakeFrom: new Date('2026-10-01T00:00:00.000Z') })
  deliverAt(it, 'september', '2026-09-30T23:59:59.000Z')
  deliverAt(it, 'october', '2026-10-01T00:00:00.000Z')

  await it.poll()

  expect(queued(it)).toEqual(['october'])
})

test('a page is queued before the cursor moves behind it', async () => {
  const it = agent({ pageSize: 2 })
  await it.poll()
  for (const name of ['m1', 'm2', 'm3']) deliver(it, name, ['a.pdf'])
  it.bookmarks.failNext(new Error('died'), { on: 'saveCursor' })

  await expect(it.poll()).rejects.toThrow('died')
  await it.poll()

  expect(queued(it)).toEqual(['m1', 'm2', 'm1', 'm2', 'm3'])
})

test('FAILURES 7: a cursor that Graph has forgotten costs a look at the last days, no mail and no second mail', async () => {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  await it.poll()
  await it.work()
  it.mailbox.expireCursors()

  await it.poll()
  await it.work()

  expect(it.outbox.sent).toHaveLength(1)
  expect(it.mailbox.calls.filter((call) => call === 'read')).toHaveLength(1)
})

test('FAILURES 7: the look back goes RESYNC_DAYS far and never before INTAKE_FROM', async () => {
  const it = agent({ intakeFrom: new Date('2026-10-25T00:00:00.000Z') })
  await it.poll()
  deliverAt(it, 'before', '2026-10-24T23:00:00.000Z')
  deliverAt(it, 'early', '2026-10-30T00:00:00.000Z')
  it.mailbox.expireCursors()
  await it.poll()
  expect(queued(it)).toEqual(['early'])

  it.clock.set('2026-11-20T00:00:00.000Z')
  deliverAt(it, 'late', '2026-11-06T00:00:00.000Z')
  it.mailbox.expireCursors()
  await it.poll()
  expect(queued(it)).toEqual(['early', 'late'])
})

test('FAILURES 2, in part: one mail queued twice is one invoice and one mail, also at the same time', async () => {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  await it.poll()
  const message = it.queues.take('mail-received')

  await Promise.all([it.run('mail-received', message), it.run('mail-received', message)])
  await it.workThrough()

  expect(it.ledger.entries).toHaveLength(1)
  expect(it.outbox.sent).toHaveLength(1)
})

test('FAILURES 9: a mail that somebody has read already is taken in like any other', async () => {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  await it.mailbox.markProcessed(mail({ mailId: 'm1' }))
  await it.poll()

  await it.work()

  expect(it.outbox.sent).toHaveLength(1)
})

test('FAILURES 36: of 500 mails one makes its step throw: 499 are done and the cursor has moved', async () => {
  const it = agent({ pageSize: 500 })
  await it.poll()
  for (let n = 1; n <= 500; n++) {
    const name = `${n}.pdf`
    const { fields } = reading()
    const invoiceNumber = { value: name, evidence: { source: 'rules', quote: name } } as const
    it.parser.answer(name, parsed({ rules: reading({ fields: { ...fields, invoiceNumber } }) }))
    deliver(it, `m${n}`, [name])
  }
  await it.poll()
  it.parser.failNext(new TypeError('a bug of ours'))

  await it.work()

  expect(it.outbox.sent).toHaveLength(499)
  expect(it.failures).toHaveLength(1)
  expect(it.queues.of('invoice-stored')).toHaveLength(1)
})

test.each([
  ['no object', 'hello'],
  ['unknown version', { v: 9, mailId: 'm1' }],
  ['no mail id', { v: 1, since: '2026-11-02T09:00:00.000Z', deferrals: 0, source: 'poll' }],
])(
  'FAILURES 35: a message that is not ours (%s) is parked with its reason, never tried again',
  async (_, body) => {
    const it = agent()

    await it.run('mail-received', body)

    expect(it.cases.parked).toMatchObject([{ step: 'mail-received', kind: 'bad-message' }])
    expect(it.cases.parked[0]?.why).toMatch(/^not a message of mail-received: /)
  },
)

test('a message about an invoice that the ledger has never seen is parked', async () => {
  const it = agent()
  const invoiceId = '01KB1N3XM0ABCDEFGHJKMNPQRS'

  await it.run('invoice-ready', { v: 1, since: '2026-11-02T09:00:00.000Z', deferrals: 0, invoiceId })

  expect(it.cases.parked).toMatchObject([{ kind: 'inconsistent' }])
})
