/** Mails within mails: their documents become invoices, each under an id of its own, and nothing in them vanishes. */
import { expect, test } from 'vitest'
import { megabyte } from '../../src/domain/limits.ts'
import type { Attachment } from '../../src/domain/mail.ts'
import { attachment, mail, parsed, reading } from '../factories.ts'
import { sketched, type SketchedFile } from '../fakes/mail-opener.ts'
import { type Agent, agent, bytes, outcomes } from './agent.ts'

const numbered = (number: string) => {
  const invoiceNumber = { value: number, evidence: { source: 'rules', quote: number, page: 1 } } as const
  return parsed({ rules: reading({ fields: { ...reading().fields, invoiceNumber } }) })
}

/** A mail whose attachments are these files; each can be read as an invoice of its own number where it ends in .pdf. */
function deliver(it: Agent, files: readonly (SketchedFile & Partial<Attachment>)[]): void {
  const attachments = files.map(({ name, bytes: content, ...over }, at) =>
    attachment({ attachmentId: `att-${at + 1}`, name, size: content.byteLength, ...over }),
  )
  const content = Object.fromEntries(files.map((file, at) => [`att-${at + 1}`, file.bytes]))
  it.mailbox.deliver(mail({ mailId: 'm1', receivedAt: it.clock.now(), attachments }), content)
}

async function run(it: Agent): Promise<void> {
  await it.poll()
  await it.workThrough()
}

function agentThatReads(...names: readonly string[]): Agent {
  const it = agent({ intakeFrom: new Date('2026-11-01T00:00:00Z') })
  for (const name of names) it.parser.answer(name, numbered(name))
  return it
}

const pdf = (name: string): SketchedFile => ({ name, bytes: bytes(`%PDF ${name}`) })
const eml = (files: readonly SketchedFile[], name = 'forwarded.eml'): SketchedFile => ({
  name,
  contentType: 'message/rfc822',
  bytes: sketched({
    subject: 'Invoice 77',
    from: { name: 'Contoso', address: 'billing@contoso.example' },
    files,
  }),
})
const logo: SketchedFile = {
  name: 'image001.png',
  contentType: 'image/png',
  bytes: bytes('PNG'),
  isInline: true,
}

const documentNames = (it: Agent) =>
  it.ledger.entries.map(({ arrival }) => arrival.documents.map((d) => d.name))

test('FAILURES 21: two PDFs, a logo, a forwarded .eml with a third PDF: three invoices with three ids, the logo ignored', async () => {
  const it = agentThatReads('a.pdf', 'b.pdf', 'c.pdf')
  deliver(it, [pdf('a.pdf'), logo, pdf('b.pdf'), eml([logo, pdf('c.pdf')])])

  await run(it)

  expect(documentNames(it)).toEqual([['a.pdf'], ['b.pdf'], ['c.pdf']])
  expect(new Set(it.ledger.entries.map(({ invoiceId }) => invoiceId)).size).toBe(3)
  expect(outcomes(it)).toEqual(['posted', 'posted', 'posted'])
  expect(it.outbox.sent.map(({ files }) => files.map(({ name }) => name))).toEqual([
    ['a.pdf', 'invoice.json'],
    ['b.pdf', 'invoice.json'],
    ['c.pdf', 'invoice.json'],
  ])
})

test('FAILURES 21: run again, a forwarded mail makes the same ids', async () => {
  const ids = async () => {
    const it = agentThatReads('c.pdf', 'd.pdf')
    deliver(it, [eml([pdf('c.pdf'), eml([pdf('d.pdf')])])])
    await run(it)
    return it.ledger.entries.map(({ invoiceId }) => invoiceId)
  }

  const [first, second] = [await ids(), await ids()]

  expect(first).toHaveLength(2)
  expect(second).toEqual(first)
})

test('a mail attached as an item is opened like an .eml file, and accounts payable is told whose mail it was', async () => {
  const it = agentThatReads('c.pdf')
  deliver(it, [{ ...eml([pdf('c.pdf')], 'Invoice 77'), kind: 'item' }])

  await run(it)

  expect(outcomes(it)).toEqual(['posted'])
  expect(it.outbox.sent[0]?.html).toContain(
    'The document was in a mail within it: &quot;Invoice 77&quot; from Contoso &lt;billing@contoso.example&gt;.',
  )
})

test('documents of the outer and the inner mail that are one invoice are grouped', async () => {
  const it = agentThatReads()
  it.parser.answer('page.pdf', numbered('77'))
  it.parser.answer(
    'data.xml',
    parsed({
      eInvoice: reading({ source: 'e-invoice', fields: numbered('77').rules?.fields ?? reading().fields }),
    }),
  )
  deliver(it, [pdf('page.pdf'), eml([{ name: 'data.xml', contentType: 'text/xml', bytes: bytes('<x/>') }])])

  await run(it)

  expect(documentNames(it)).toEqual([['data.xml', 'page.pdf']])
})

test('a mail in a mail in a mail is opened; one deeper stays a file that could not be read', async () => {
  const it = agentThatReads('third.pdf', 'fourth.pdf')
  deliver(it, [eml([eml([eml([pdf('third.pdf'), eml([pdf('fourth.pdf')], 'deep.eml')])])])])

  await run(it)

  expect(documentNames(it)).toEqual([['third.pdf'], ['deep.eml']])
  expect(outcomes(it)).toEqual(['posted', 'could not be read'])
})

test('a mail that cannot be opened goes to accounts payable as it came', async () => {
  const it = agentThatReads()
  const broken = new TextEncoder().encode('From: a@b.example\r\nSubject: x\r\n\r\nnot what the opener knows')
  deliver(it, [{ name: 'broken.eml', contentType: 'message/rfc822', bytes: broken }])

  await run(it)

  expect(outcomes(it)).toEqual(['could not be read'])
  expect(it.outbox.sent[0]?.files[0]).toMatchObject({ name: 'broken.eml', bytes: broken })
})

test.each([
  ['a PDF called .eml', 'invoice.eml', 'message/rfc822'],
  ['a PDF called .dat', 'invoice.dat', 'application/octet-stream'],
  ['a PDF that says it is a picture', 'invoice.pdf', 'image/png'],
  ['a PDF that says it is a calendar entry', 'invoice.pdf', 'text/calendar'],
  ['a signed container', 'invoice.xml.p7m', 'application/pkcs7-mime'],
  ['an encrypted mail', 'smime.p7m', 'application/pkcs7-mime'],
  ['what Outlook packs', 'winmail.dat', 'application/ms-tnef'],
  ['a fax', 'fax.tif', 'image/tiff'],
])('%s is taken in: what it is its bytes say', async (_, name, contentType) => {
  const it = agentThatReads()
  deliver(it, [{ name, contentType, bytes: bytes('%PDF or whatever') }])

  await run(it)

  expect(documentNames(it)).toEqual([[name]])
  expect(outcomes(it)).toEqual(['could not be read'])
})

test.each([
  [
    'a calendar entry as an item',
    { name: 'Meeting', contentType: 'message/rfc822', kind: 'item' as const },
    'BEGIN:VCALENDAR',
  ],
  ['a card under another name', { name: 'card.dat', contentType: 'application/octet-stream' }, 'BEGIN:VCARD'],
  ['a signature', { name: 'smime.p7s', contentType: 'application/pkcs7-signature' }, '0'],
  ['a small picture', { name: 'logo.png', contentType: 'application/octet-stream' }, 'PNG'],
  [
    'our own invoice.json',
    { name: 'invoice.json', contentType: 'application/json' },
    '{\n  "schema": "invoice-agent/invoice-v1"',
  ],
])('%s is no document', async (_, over, content) => {
  const it = agentThatReads()
  deliver(it, [{ ...over, bytes: bytes(content) }])

  await run(it)

  expect(it.ledger.mails).toMatchObject([{ outcome: 'not-an-invoice', why: 'no document in it' }])
})

test.each([
  ['attached, of 30 KB', 30, false, 1],
  ['inline, of 400 KB, as a telephone sends it', 400, true, 1],
  ['inline, of 200 KB', 200, true, 0],
  ['attached, of 10 KB', 10, false, 0],
])(
  'a picture %s may be a scan where the mail holds nothing else',
  async (_, kilobytes, isInline, invoices) => {
    const it = agentThatReads('a.pdf')
    const picture = {
      name: 'IMG_1.jpeg',
      contentType: 'image/jpeg',
      isInline,
      bytes: new Uint8Array(kilobytes * 1024),
    }
    deliver(it, [picture])
    await run(it)
    expect(it.ledger.entries).toHaveLength(invoices)

    const beside = agentThatReads('a.pdf')
    deliver(beside, [picture, pdf('a.pdf')])
    await run(beside)
    expect(
      documentNames(beside)
        .flat()
        .filter((name) => name === 'IMG_1.jpeg'),
    ).toHaveLength(kilobytes < 100 || isInline ? 0 : 1)
  },
)

test('of a mail with sixty documents fifty are taken in, and one notice tells of the rest', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `${n + 1}.pdf`)
  const inner = Array.from({ length: 20 }, (_, n) => `${n + 41}.pdf`)
  const it = agentThatReads(...names, ...inner)
  deliver(it, [eml(inner.map(pdf)), ...names.map(pdf)])

  await run(it)

  expect(it.ledger.entries).toHaveLength(51)
  expect(outcomes(it).filter((outcome) => outcome === 'refused')).toHaveLength(1)
  expect(it.outbox.sent.at(-1)?.html).toContain(
    'the mail has more than 50 documents; 10 of them were left there',
  )
})

test('of a hundred mails in a mail twenty are opened; the others stay files', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `${n + 1}.eml`)
  const it = agentThatReads('x.pdf')
  deliver(
    it,
    names.map((name, n) => eml([{ ...pdf(`${n}.pdf`) }], name)),
  )

  await run(it)

  expect(it.mailOpener.calls).toHaveLength(20)
  expect(it.ledger.entries).toHaveLength(51)
})

test('after three mails that cannot be opened no other is tried', async () => {
  const it = agentThatReads()
  const broken = bytes('From: a@b.example\r\n\r\n')
  deliver(
    it,
    [1, 2, 3, 4, 5].map((n) => ({ name: `${n}.eml`, contentType: 'message/rfc822', bytes: broken })),
  )

  await run(it)

  expect(it.mailOpener.calls).toHaveLength(3)
  expect(outcomes(it)).toHaveLength(5)
})

test('a mail within a mail that is too large to be opened is kept as a file', async () => {
  const it = agentThatReads()
  deliver(it, [{ ...eml([]), bytes: new Uint8Array(51 * megabyte) }])

  await run(it)

  expect(it.mailOpener.calls).toEqual([])
  expect(outcomes(it)).toEqual(['could not be read'])
  expect(it.outbox.sent[0]?.files.map(({ name }) => name)).toEqual(['invoice.json'])
})
