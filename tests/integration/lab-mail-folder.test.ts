/** A folder of the user's files becomes mail in the lab's Inbox. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMailFolder } from '../../local/lab/mail-folder.ts'

const now = new Date('2026-11-02T08:00:00Z')
const eml = `From: "Contoso, Billing" <billing@contoso.example>
To: invoices@lab.example
Subject: =?utf-8?Q?Rechnung_f=C3=BCr_M=C3=A4rz?=
Date: Mon, 01 Jan 2024 08:00:00 +0000
Message-ID: <abc@contoso.example>
Auto-Submitted: no
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

See attached.
--x
Content-Type: application/pdf; name=re.pdf
Content-Disposition: attachment; filename=re.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjc=
--x
Content-Type: message/rfc822

Subject: inner

hello
--x--
`
let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-mail-'))
})
afterEach(() => rm(dir, { recursive: true }))

test('an .eml keeps sender, subject, message id, headers and attachments, and arrives now', async () => {
  await writeFile(join(dir, 'a.eml'), eml.replaceAll('\n', '\r\n'))

  const [found] = await readMailFolder(dir, now)

  expect(found?.mail).toMatchObject({
    from: { name: 'Contoso, Billing', address: 'billing@contoso.example' },
    subject: 'Rechnung für März',
    internetMessageId: '<abc@contoso.example>',
    receivedAt: now,
    headers: { 'Auto-Submitted': 'no' },
    attachments: [
      { name: 're.pdf', contentType: 'application/pdf', kind: 'file', isInline: false },
      { kind: 'item' },
    ],
  })
  expect(Buffer.from(found?.mail.attachments[0]?.bytes ?? []).toString()).toBe('%PDF-1.7')
})

test('any other document becomes a mail of its own, in order of name; notes and hidden files do not', async () => {
  for (const name of ['b.xml', 'a.pdf', 'README.md', 'truth.json', '.hidden'])
    await writeFile(join(dir, name), name)

  const found = await readMailFolder(dir, now)

  expect(found.map(({ file, mail }) => [file, mail.subject, mail.attachments[0]?.contentType])).toEqual([
    ['a.pdf', 'a.pdf', 'application/pdf'],
    ['b.xml', 'b.xml', 'application/xml'],
  ])
  expect(found[0]?.mail.receivedAt).toEqual(now)
})
