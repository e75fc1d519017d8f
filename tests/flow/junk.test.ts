/** Mail in Junk: what a document hangs on is told of once, nothing is taken from it, until a person moves it out. */
import { expect, test } from 'vitest'
import { CallRefused } from '../../src/domain/errors.ts'
import { after, minutes } from '../../src/domain/clock.ts'
import { attachment, mail } from '../factories.ts'
import { agent, bytes, clientState, invoicePdf, mailboxAddress, outcomes, type Agent } from './agent.ts'

const junk = 'Junk Email'

function put(
  it: Agent,
  mailId: string,
  names: readonly string[],
  { folder = junk, at = it.clock.now() } = {},
) {
  const attachments = names.map((name) => attachment({ attachmentId: `${mailId}-${name}`, name }))
  const files = Object.fromEntries(attachments.map(({ attachmentId }) => [attachmentId, bytes(attachmentId)]))
  it.mailbox.deliver(mail({ mailId, subject: `About ${mailId}`, receivedAt: at, attachments }), files, folder)
}

/** The poll has been here once, and an invoice can be read. */
async function polled(): Promise<Agent> {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  await it.poll()
  return it
}

test('a document in Junk is told of once and never posted; mere junk is not even read', async () => {
  const it = await polled()
  put(it, 'm1', ['a.pdf'])
  put(it, 'm2', [])
  await it.poll()
  await it.work()
  it.mailbox.expireCursors()
  await it.poll()
  await it.work()

  expect(it.team.told).toMatchObject([
    { title: '1 document in Junk', facts: [{ value: 'About m1 (billing@contoso.example)' }, {}] },
  ])
  expect(it.outbox.sent).toEqual([])
  expect(it.ledger.entries).toEqual([])
  expect(it.mailbox.processed).toEqual([])
  expect(it.mailbox.calls.filter((call) => call === 'read' || call === 'content')).toEqual(['read'])
})

test.each([
  ['a meeting', ['meeting.ics'], []],
  ['an automatic reply', ['a.pdf'], [['auto-submitted', 'auto-replied']]],
])('%s in Junk is nothing to tell of', async (_, names, headers) => {
  const it = await polled()
  const attachments = names.map((name) => attachment({ attachmentId: name, name, size: 2_000 }))
  const receivedAt = it.clock.now()
  it.mailbox.deliver(
    mail({ mailId: 'm1', receivedAt, attachments, headers: new Map(headers as [string, string][]) }),
    {},
    junk,
  )
  await it.poll()
  await it.work()

  expect(it.team.told).toEqual([])
  expect(it.ledger.mails).toEqual([])
})

test('moved out by a person, it is taken in like any other', async () => {
  const it = await polled()
  put(it, 'm1', ['a.pdf'])
  await it.poll()
  await it.work()
  const receivedAt = it.clock.now()
  it.mailbox.remove('m1')
  put(it, 'm1', ['a.pdf'], { folder: 'Inbox', at: receivedAt })
  await it.poll()
  await it.work()

  expect(it.outbox.sent).toHaveLength(1)
  expect(outcomes(it)).toEqual(['posted'])
  expect(it.ledger.mails).toMatchObject([{ outcome: 'invoices' }])
})

test('while Teams is away it waits to be told, and is told once', async () => {
  const it = await polled()
  put(it, 'm1', ['a.pdf'])
  it.team.failNext(new CallRefused('teams', 'open', after(it.clock.now(), minutes(2))))
  await it.poll()
  await it.workThrough()

  expect(it.deferred).toEqual(['notification: teams open'])
  expect(it.team.told).toHaveLength(1)
})

test('old mail that is moved into the folder is told of by Graph and left alone', async () => {
  const it = await polled()
  put(it, 'old', ['a.pdf'], { folder: 'Inbox', at: new Date('2026-11-02T08:59:59.000Z') })
  const resource = `Users/${mailboxAddress}/Messages/old`
  await it.post({ clientState, changeType: 'created', resource, resourceData: { id: 'old' } })
  await it.work()

  expect(it.ledger.mails).toEqual([])
  expect(it.mailbox.processed).toEqual([])
})
