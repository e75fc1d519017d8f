/** Mail of ours on its way back: whatever accounts payable, its machines or a wrong rule do with it, it ends at the first hop. */
import { expect, test } from 'vitest'
import { messageIdOf } from '../../src/domain/ids.ts'
import type { Attachment } from '../../src/domain/mail.ts'
import { attachment, fields, mail, parsed, reading } from '../factories.ts'
import { sketched } from '../fakes/mail-opener.ts'
import {
  type Agent,
  accountsPayable,
  agent,
  bytes,
  deliver,
  invoicePdf,
  mailboxAddress,
  outcomes,
} from './agent.ts'

const ap = { name: 'Accounts Payable', address: accountsPayable }

/** An agent that has sent one invoice to accounts payable. */
async function afterOneInvoice() {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  await it.work()
  const [sent] = it.outbox.sent
  if (sent === undefined) throw new Error('nothing was sent')
  return { it, sent }
}

interface Back {
  readonly mailId: string
  readonly subject?: string
  readonly headers?: [string, string][]
  readonly ownInvoiceId?: string
  readonly files?: readonly ({ name: string; bytes: Uint8Array } & Partial<Attachment>)[]
}

/** That mail comes into the invoice mailbox, and all work is done. */
async function comesBack(it: Agent, back: Back): Promise<void> {
  const { mailId, subject = 'RE: hello', headers = [], ownInvoiceId, files = [] } = back
  it.clock.advance(60_000)
  const attachments = files.map(({ bytes: content, ...file }, at) =>
    attachment({ attachmentId: `${mailId}-${at}`, size: content.byteLength, ...file }),
  )
  const content = Object.fromEntries(files.map((file, at) => [`${mailId}-${at}`, file.bytes]))
  const receivedAt = it.clock.now()
  it.mailbox.deliver(
    mail({ mailId, receivedAt, subject, from: ap, headers: new Map(headers), attachments, ownInvoiceId }),
    content,
  )
  await it.poll()
  await it.workThrough()
}

const lastRecord = (it: Agent) => it.ledger.mails.at(-1)
/** What is left behind, for `ended` to be held against. */
const end = (it: Agent) => ({
  record: lastRecord(it),
  sent: it.outbox.sent.length,
  outcomes: outcomes(it),
  cases: it.cases.all,
})
/** The mail ended at once, and there is still the one invoice and the one mail. */
const ended = (why: string) => ({
  record: expect.objectContaining({ outcome: 'not-an-invoice', why }) as unknown,
  sent: 1,
  outcomes: ['posted'],
  cases: [],
})

test.each<[string, (invoiceId: string) => Partial<Back>]>([
  ['redirected by a rule, our header in it', (id) => ({ headers: [['x-invoice-agent', id]] })],
  ['redirected by a rule, our property in it', (id) => ({ ownInvoiceId: id })],
])('FAILURES 30: our mail %s, ends at the first hop', async (_, marks) => {
  const { it, sent } = await afterOneInvoice()

  await comesBack(it, { mailId: 'back', subject: sent.subject, ...marks(sent.invoiceId), files: sent.files })

  expect(end(it)).toEqual(ended(`our own mail came back, about invoice ${sent.invoiceId}`))
  expect(it.mailbox.processed).toContain('back')
})

test.each<[string, (sent: { subject: string; internetMessageId: string }) => Partial<Back>]>([
  ['the token in its subject', ({ subject }) => ({ subject: `WG: ${subject}` })],
  ['In-Reply-To', ({ internetMessageId }) => ({ headers: [['in-reply-to', internetMessageId]] })],
  [
    'References alone',
    ({ internetMessageId }) => ({ headers: [['references', `${internetMessageId} <2@fabrikam.example>`]] }),
  ],
])('FAILURES 30: an answer with our files, known by %s, ends at the first hop', async (_, marks) => {
  const { it, sent } = await afterOneInvoice()

  await comesBack(it, { mailId: 'back', ...marks(sent), files: sent.files })

  expect(end(it)).toEqual(ended(`our own mail came back, about invoice ${sent.invoiceId}`))
})

test('FAILURES 30: an answer in words alone ends as one', async () => {
  const { it, sent } = await afterOneInvoice()

  await comesBack(it, { mailId: 'back', subject: `RE: ${sent.subject}` })

  expect(end(it)).toEqual(ended(`an answer to our mail, about invoice ${sent.invoiceId}`))
})

test('FAILURES 30: our mail forwarded as a file in a mail ends at the first hop', async () => {
  const { it, sent } = await afterOneInvoice()
  const inner = sketched({
    subject: sent.subject,
    from: { name: '', address: mailboxAddress },
    headers: { 'x-invoice-agent': sent.invoiceId },
    files: sent.files.map(({ name, contentType, bytes: content }) => ({ name, contentType, bytes: content })),
  })

  const eml = { name: 'mail.eml', contentType: 'message/rfc822', bytes: inner, kind: 'item' as const }
  await comesBack(it, { mailId: 'back', subject: 'FW: please check', files: [eml] })

  expect(end(it)).toEqual(ended('our own mail came back within another'))
})

test.each<[string, [string, string][], string]>([
  ['an absence note', [['auto-submitted', 'auto-replied']], 'an automatic reply'],
  ['a bounce', [['content-type', 'multipart/report; report-type=delivery-status']], 'a delivery report'],
  [
    'a note without a return path',
    [['return-path', '<>']],
    'a mail that wants no answer: a report or an automatic reply',
  ],
])(
  'FAILURES 30: %s to our mail ends, with our files on it, and names the invoice',
  async (_, headers, why) => {
    const { it, sent } = await afterOneInvoice()

    await comesBack(it, { mailId: 'back', subject: `Automatic: ${sent.subject}`, headers, files: sent.files })

    expect(end(it)).toEqual(ended(`${why}, about invoice ${sent.invoiceId}`))
  },
)

test('a token that we never gave out hides no invoice', async () => {
  const { it } = await afterOneInvoice()
  it.parser.answer('other.pdf', parsed({ rules: reading({ fields: fields({ invoiceNumber: '4712' }) }) }))

  const other = { name: 'other.pdf', bytes: bytes('another invoice') }
  await comesBack(it, { mailId: 'm2', subject: 'Invoice [01KB1N3XM0ABCDEFGHJKMNPQRS]', files: [other] })

  expect(outcomes(it)).toEqual(['posted', 'posted'])
})

test('an answer that brings a new document is an invoice of its own, and says whom it answers', async () => {
  const { it, sent } = await afterOneInvoice()
  it.parser.answer('credit.pdf', parsed({ rules: reading({ fields: fields({ invoiceNumber: '4711-C' }) }) }))

  const credit = { name: 'credit.pdf', bytes: bytes('a credit note') }
  await comesBack(it, { mailId: 'm2', subject: `RE: ${sent.subject}`, files: [...sent.files, credit] })

  expect(outcomes(it)).toEqual(['posted', 'posted'])
  expect(it.outbox.sent[1]?.files.map(({ name }) => name)).toEqual(['credit.pdf', 'invoice.json'])
  expect(it.outbox.sent[1]?.html).toContain(`It answers our mail about invoice ${sent.invoiceId}.`)
})

test('FAILURES 30: two machines that answer each other with a new file each time end after three answers', async () => {
  const { it } = await afterOneInvoice()

  for (let round = 1; round <= 6; round++) {
    const last = it.outbox.sent.at(-1)
    const number = String(round)
    it.parser.answer(
      `${number}.pdf`,
      parsed({ rules: reading({ fields: fields({ invoiceNumber: number }) }) }),
    )
    const messageId = messageIdOf(last?.invoiceId ?? '', mailboxAddress)
    const file = { name: `${number}.pdf`, bytes: bytes(`new file ${number}`) }
    await comesBack(it, { mailId: `back-${number}`, headers: [['in-reply-to', messageId]], files: [file] })
  }

  expect(it.outbox.sent).toHaveLength(4)
  expect(lastRecord(it)).toMatchObject({
    outcome: 'not-an-invoice',
    why: 'one more answer to an answer to our mail: taken for a loop',
  })
})
