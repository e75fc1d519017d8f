/** From a mail in the mailbox to the mail for accounts payable. */
import { expect, test } from 'vitest'
import { attachment, fields, mail, parsed, reading } from '../factories.ts'
import { agent, bytes, deliver, invoicePdf, outcomes } from './agent.ts'

test('one invoice becomes one coded mail, told to Teams, with every step in the audit trail', async () => {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])

  await it.poll()
  await it.work()

  const [sent] = it.outbox.sent
  const [entry] = it.ledger.entries
  expect(it.outbox.sent).toHaveLength(1)
  expect(sent?.subject).toBe(`Contoso GmbH | 4711 | 1,190.00 EUR | 6815 [${entry?.invoiceId}]`)
  expect(sent?.files.map(({ name }) => name)).toEqual(['invoice.pdf', 'invoice.json'])
  expect(sent?.files[0]?.bytes).toEqual(bytes('m1 invoice.pdf'))
  expect(it.team.told.map(({ title }) => title)).toEqual(['Contoso GmbH: posted'])
  expect(entry?.status.state).toBe('notified')
  expect(it.mailbox.processed).toEqual(['m1'])
  const audit = await it.ledger.audit(entry?.invoiceId ?? '')
  expect(audit.map(({ changeId }) => changeId.split(':')[0])).toEqual([
    'received',
    'coded',
    'posting',
    'sending',
    'posted',
    'notified',
  ])
})

test('an ordinary invoice costs few calls: two of the outbox, three of the mailbox, two queue puts beside the first', async () => {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  const queuesBefore = it.queues.calls.length

  await it.poll()
  await it.work()

  expect(it.outbox.calls).toEqual(['createDraft', 'send'])
  expect(it.mailbox.calls.filter((call) => call !== 'page')).toEqual(['read', 'content', 'markProcessed'])
  expect(it.queues.calls.length - queuesBefore).toBe(4)
  expect(it.documents.calls).toEqual(['put', 'get', 'put', 'get', 'get'])
  expect(it.ledger.calls.filter((call) => call !== 'audit')).toHaveLength(11)
})

test('FAILURES 21, in part: three PDFs and a logo in one mail are three invoices', async () => {
  const it = agent()
  for (const number of ['1', '2', '3'])
    it.parser.answer(
      `${number}.pdf`,
      parsed({ rules: reading({ fields: fields({ invoiceNumber: number }) }) }),
    )
  await it.poll()
  const logo = attachment({
    attachmentId: 'logo',
    name: 'logo.png',
    contentType: 'image/png',
    isInline: true,
  })
  const pdfs = ['1', '2', '3'].map((n) => attachment({ attachmentId: n, name: `${n}.pdf` }))
  it.mailbox.deliver(
    mail({ mailId: 'm1', receivedAt: it.clock.now(), attachments: [logo, ...pdfs] }),
    Object.fromEntries(['1', '2', '3', 'logo'].map((n) => [n, bytes(n)])),
  )

  await it.poll()
  await it.work()

  expect(new Set(it.outbox.sent.map(({ files }) => files[0]?.name))).toEqual(
    new Set(['1.pdf', '2.pdf', '3.pdf']),
  )
  expect(new Set(it.outbox.sent.map(({ invoiceId }) => invoiceId)).size).toBe(3)
})

test('XML and PDF of one invoice are one: data from the XML, both attached', async () => {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  it.parser.answer('invoice.xml', parsed({ pages: [], eInvoice: reading({ source: 'e-invoice' }) }))
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf', 'invoice.xml'])

  await it.poll()
  await it.work()

  expect(it.outbox.sent.map(({ files }) => files.map(({ name }) => name))).toEqual([
    ['invoice.xml', 'invoice.pdf', 'invoice.json'],
  ])
})

test('terms travel with the only invoice; beside several they are named in each', async () => {
  const it = agent()
  it.parser.answer('a.pdf', parsed({ rules: reading({ fields: fields({ invoiceNumber: 'A' }) }) }))
  it.parser.answer('b.pdf', parsed({ rules: reading({ fields: fields({ invoiceNumber: 'B' }) }) }))
  it.parser.answer('terms.pdf', parsed({ rules: reading({ documentType: 'not-an-invoice' }) }))
  await it.poll()
  deliver(it, 'm1', ['a.pdf', 'terms.pdf'])
  deliver(it, 'm2', ['terms.pdf', 'b.pdf', 'invoice.pdf'])
  it.parser.answer('invoice.pdf', invoicePdf)

  await it.poll()
  await it.work()

  const names = it.outbox.sent.map(({ files }) => files.map(({ name }) => name).join(' ')).sort()
  expect(names).toEqual(['a.pdf terms.pdf invoice.json', 'b.pdf invoice.json', 'invoice.pdf invoice.json'])
  expect(it.outbox.sent.filter(({ html }) => html.includes('terms.pdf'))).toHaveLength(2)
})

test.each<[string, [string, string][], string]>([
  ['a newsletter', [['list-unsubscribe', '<https://x.example>']], 'a newsletter without a document'],
  ['a plain letter', [], 'no document in it'],
])('%s ends as not an invoice', async (_, headers, why) => {
  const it = agent()
  await it.poll()
  deliver(it, 'm1', [], { headers })

  await it.poll()
  await it.work()

  expect(it.ledger.mails).toMatchObject([{ mailId: 'm1', outcome: 'not-an-invoice', why }])
  expect(it.outbox.sent).toEqual([])
})

test.each<[string, [string, string], string]>([
  ['FAILURES 30, in part: our own mail', ['x-invoice-agent', '01'], 'our own mail came back'],
  ['an automatic reply', ['auto-submitted', 'auto-replied'], 'an automatic reply'],
  ['a bounce', ['content-type', 'multipart/report; report-type=delivery-status'], 'a delivery report'],
])('%s is no invoice, whatever hangs on it', async (_, header, why) => {
  const it = agent()
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'], { headers: [header] })

  await it.poll()
  await it.work()

  expect(it.ledger.mails).toMatchObject([{ outcome: 'not-an-invoice', why }])
  expect(it.outbox.calls).toEqual([])
})

test('an invoice that a machine sent is an invoice: auto-generated is no reply', async () => {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'], { headers: [['auto-submitted', 'auto-generated']] })

  await it.poll()
  await it.work()

  expect(outcomes(it)).toEqual(['posted'])
})

test('FAILURES 8: a mail deleted between notice and fetch ends as gone', async () => {
  const it = agent()
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])
  await it.poll()
  it.mailbox.remove('m1')

  await it.work()

  expect(it.ledger.mails).toMatchObject([{ mailId: 'm1', outcome: 'gone' }])
  expect(it.cases.parked).toEqual([])
})

test('a document over the limits is refused: accounts payable gets a notice without the file', async () => {
  const it = agent()
  await it.poll()
  const huge = attachment({ name: 'huge.pdf', size: 151 * 1024 * 1024 })
  it.mailbox.deliver(mail({ mailId: 'm1', receivedAt: it.clock.now(), attachments: [huge] }))

  await it.poll()
  await it.work()

  expect(outcomes(it)).toEqual(['refused'])
  expect(it.outbox.sent[0]?.subject).toMatch(/^Not fetched: huge\.pdf from billing@contoso\.example \[/)
  expect(it.outbox.sent[0]?.files.map(({ name }) => name)).toEqual(['invoice.json'])
  expect(it.mailbox.calls).not.toContain('content')
})

test.each([
  ['encrypted', 'the file is locked with a password'],
  ['empty', 'the file is empty'],
  ['unknown-format', 'the file is no PDF, XML or picture'],
] as const)('a document that is %s goes to accounts payable as it came, marked', async (why, words) => {
  const it = agent()
  it.parser.answer('odd.pdf', { kind: 'unreadable', why, detail: '' })
  await it.poll()
  deliver(it, 'm1', ['odd.pdf'])

  await it.poll()
  await it.work()

  expect(outcomes(it)).toEqual(['could not be read'])
  expect(it.outbox.sent[0]?.subject).toContain('could not be read')
  expect(it.outbox.sent[0]?.html).toContain(words)
  expect(it.outbox.sent[0]?.files[0]?.bytes).toEqual(bytes('m1 odd.pdf'))
})

test('an unknown vendor goes to accounts payable as needs coding, and says why', async () => {
  const it = agent()
  const unknown = fields({ vendorName: 'Somebody Else', vendorTaxId: null })
  it.parser.answer('invoice.pdf', parsed({ rules: reading({ fields: unknown }) }))
  await it.vendors.remove('contoso')
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'])

  await it.poll()
  await it.work()

  expect(outcomes(it)).toEqual(['needs coding'])
  expect(it.outbox.sent[0]?.subject).toContain('needs coding')
  expect(it.outbox.sent[0]?.html).toContain('is not in the vendor list')
})

test('the same file again is a duplicate that names the first', async () => {
  const it = agent()
  it.parser.answer('invoice.pdf', invoicePdf)
  it.parser.answer('copy.pdf', invoicePdf)
  await it.poll()
  deliver(it, 'm1', ['invoice.pdf'], { content: 'same bytes' })
  await it.poll()
  await it.work()
  it.clock.advance(1_000)
  deliver(it, 'm2', ['copy.pdf'], { content: 'same bytes' })

  await it.poll()
  await it.work()

  const [first, second] = it.ledger.entries
  expect(second?.status).toMatchObject({ state: 'duplicate', of: first?.invoiceId, by: 'file' })
  expect(it.outbox.sent).toHaveLength(1)
})

test.each([
  ['the same amount is a duplicate', '1190.00', 'duplicate', { state: 'duplicate', by: 'business key' }],
  [
    'another amount is held, with both shown',
    '1290.00',
    'held',
    { reasons: [expect.stringMatching(/1190\.00 EUR there, 1290\.00 EUR here/)] },
  ],
])('the same vendor and number in another file: %s', async (_, amount, outcome, status) => {
  const it = agent()
  it.parser.answer('a.pdf', invoicePdf)
  const alone = { totalAmount: amount, netAmount: null, taxAmount: null }
  it.parser.answer('b.pdf', parsed({ rules: reading({ fields: fields(alone) }) }))
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  await it.poll()
  await it.work()
  deliver(it, 'm2', ['b.pdf'])

  await it.poll()
  await it.work()

  expect(outcomes(it)).toEqual(['posted', outcome])
  expect(it.ledger.entries[1]?.status).toMatchObject(status)
})

test('FAILURES 23: two invoices of one vendor on one day are both delivered', async () => {
  const it = agent()
  it.parser.answer('a.pdf', parsed({ rules: reading({ fields: fields({ invoiceNumber: 'A-1' }) }) }))
  it.parser.answer('b.pdf', parsed({ rules: reading({ fields: fields({ invoiceNumber: 'A-2' }) }) }))
  await it.poll()
  deliver(it, 'm1', ['a.pdf'])
  deliver(it, 'm2', ['b.pdf'])

  await it.poll()
  await it.work()

  expect(outcomes(it)).toEqual(['posted', 'posted'])
})
