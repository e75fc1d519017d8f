/** The opener of mails within mails in its worker thread: what goes in comes out, byte for byte. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMailOpener } from '../../src/adapters/documents/mail-opener.ts'
import type { InnerMail } from '../../src/domain/mail.ts'
import { attachment, mail } from '../factories.ts'
import { mixed, type Part, pdf, wrapped } from '../fixtures/mime.ts'
import { fakeMailbox } from '../fakes/mailbox.ts'
import { gatherDocuments } from '../../src/pipeline/gather-documents.ts'

type Opener = ReturnType<typeof createMailOpener>
let opener: Opener

beforeAll(() => {
  opener = createMailOpener()
})
afterAll(() => opener.close())

const named = (opened: InnerMail | undefined) => opened?.parts.map(({ name }) => name)

describe('ordinary mails', () => {
  test('sender, subject and every file come out, the bytes as they went in', async () => {
    const bytes = randomBytes(300_001)

    const opened = await opener.open(mixed([pdf('a.pdf', bytes), pdf('b.pdf', Buffer.from('%PDF'))]))

    expect(opened).toMatchObject({
      subject: 'Invoice 77',
      from: { name: 'Contoso', address: 'billing@contoso.example' },
    })
    expect(named(opened)).toEqual(['a.pdf', 'b.pdf'])
    expect(Buffer.from(opened?.parts[0]?.bytes ?? []).equals(bytes)).toBe(true)
    expect(opened?.parts[0]?.size).toBe(300_001)
  })

  test('what Outlook packs is a file like any other', async () => {
    const tnef = Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22]), randomBytes(500)])
    const part = { type: 'application/ms-tnef', name: 'winmail.dat', body: wrapped(tnef) }

    const opened = await opener.open(mixed([part]))

    expect(named(opened)).toEqual(['winmail.dat'])
    expect(Buffer.from(opened?.parts[0]?.bytes ?? []).equals(tnef)).toBe(true)
  })

  test('a mail in it stays a file, whole', async () => {
    const inner = mixed([pdf('deep.pdf', Buffer.from('%PDF deep'))], 'b2')
    const part = { type: 'message/rfc822', encoding: '8bit', body: inner.toString('latin1') }

    const opened = await opener.open(mixed([part]))

    expect(opened?.parts).toMatchObject([{ kind: 'item', contentType: 'message/rfc822' }])
    expect(named(await opener.open(opened?.parts[0]?.bytes ?? new Uint8Array()))).toEqual(['deep.pdf'])
  })

  test('the caller keeps the bytes that he gave', async () => {
    const bytes = new Uint8Array(mixed([pdf('a.pdf', Buffer.from('%PDF'))]))
    const before = bytes.slice()

    await opener.open(bytes)

    expect(bytes).toEqual(before)
  })
})

test('FAILURES 21: two PDFs, a logo, a forwarded .eml with a third PDF, opened by the true opener: three documents', async () => {
  const logo: Part = {
    type: 'image/png',
    name: 'image001.png',
    body: wrapped(Buffer.from('PNG')),
    disposition: 'inline',
  }
  const forwarded = mixed([logo, pdf('c.pdf', Buffer.from('%PDF c'))])
  const files = {
    'a.pdf': Buffer.from('%PDF a'),
    'b.pdf': Buffer.from('%PDF b'),
    'logo.png': Buffer.from('PNG'),
  }
  const mailbox = fakeMailbox()
  const attachments = Object.entries({ ...files, 'forwarded.eml': forwarded }).map(([name, { length }]) =>
    attachment({
      attachmentId: name,
      name,
      size: length,
      contentType: { pdf: 'application/pdf', png: 'image/png', eml: 'message/rfc822' }[name.slice(-3)] ?? '',
      isInline: name === 'logo.png',
    }),
  )
  const outer = mail({ attachments })
  mailbox.deliver(outer, { ...files, 'forwarded.eml': forwarded })

  const { documents } = await gatherDocuments({ mailbox, mailOpener: opener }, outer)

  expect(
    documents.map((one) => `${one.attachment.name} ${Buffer.from(one.bytes ?? []).toString()}`).toSorted(),
  ).toEqual(['a.pdf %PDF a', 'b.pdf %PDF b', 'c.pdf %PDF c'])
  expect(new Set(documents.map((one) => one.attachment.attachmentId)).size).toBe(3)
})
