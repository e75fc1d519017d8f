/** Which mail never brings an invoice: our own, reports, automatic answers; and which of ours a mail answers (ADR 19). */
import { expect, test } from 'vitest'
import { messageIdOf } from '../../../src/domain/ids.ts'
import { whyNoDocument, whyNoInvoice } from '../../../src/domain/mail-kind.ts'
import { referredInvoices } from '../../../src/domain/referred-invoices.ts'
import { anInvoiceId, mail } from '../../factories.ts'

const headers = (...lines: [string, string][]) => ({ headers: new Map(lines) })

test.each<[string, Parameters<typeof mail>[0], string]>([
  ['our header', headers(['x-invoice-agent', anInvoiceId]), 'our own mail came back'],
  ['our property', { ownInvoiceId: anInvoiceId }, 'our own mail came back'],
  [
    'a report',
    headers(['content-type', 'multipart/report; report-type=delivery-status']),
    'a delivery report',
  ],
  ['a report in capitals', headers(['content-type', 'Multipart/Report']), 'a delivery report'],
  ['failed recipients', headers(['x-failed-recipients', 'ap@fabrikam.example']), 'a delivery report'],
  ['the mailer daemon', { from: { name: '', address: 'MAILER-DAEMON@mx.example' } }, 'a delivery report'],
  [
    'auto-replied',
    headers(['auto-submitted', 'auto-replied; owner-email="a@b.example"']),
    'an automatic reply',
  ],
  ['an old precedence', headers(['precedence', 'auto_reply']), 'an automatic reply'],
  ['an autoresponder', headers(['x-autorespond', 'yes']), 'an automatic reply'],
  [
    'no return path',
    headers(['return-path', ' <> ']),
    'a mail that wants no answer: a report or an automatic reply',
  ],
])('FAILURES 30: %s makes it no invoice, whatever hangs on it', (_, over, why) => {
  expect(whyNoInvoice(mail(over))).toBe(why)
})

test.each<[string, [string, string]]>([
  ['was sent by a machine', ['auto-submitted', 'auto-generated']],
  ['was sent in bulk', ['precedence', 'bulk']],
  ['wants no automatic answer', ['x-auto-response-suppress', 'All']],
  ['has a list', ['list-unsubscribe', '<https://contoso.example>']],
  ['has a return path', ['return-path', '<bounce@contoso.example>']],
  ['answers something', ['in-reply-to', '<1@contoso.example>']],
])('an invoice may come in a mail that %s', (_, header) => {
  expect(whyNoInvoice(mail(headers(header)))).toBeUndefined()
})

test('a mail without a document says what it looks like', () => {
  expect(whyNoDocument(headers(['list-unsubscribe', '<x>']))).toBe('a newsletter without a document')
  expect(whyNoDocument(headers(['x-auto-response-suppress', 'All'], ['in-reply-to', '<1@x>']))).toBe(
    'an automatic reply without a document',
  )
  expect(whyNoDocument(headers())).toBe('no document in it')
})

const ours = 'invoices@fabrikam.example'
const other = '01KB1N3XM0ABCDEFGHJKMNPQRT'
const messageId = (id: string, address = ours) => messageIdOf(id, address)

test.each<[string, { subject?: string; headers?: Map<string, string> }, string[]]>([
  ['the token in its subject', { subject: `RE: Contoso | 4711 [${anInvoiceId}]` }, [anInvoiceId]],
  ['the token in small letters', { subject: `AW: [${anInvoiceId.toLowerCase()}]` }, [anInvoiceId]],
  ['In-Reply-To', headers(['in-reply-to', messageId(anInvoiceId)]), [anInvoiceId]],
  ['a mail that was sent anew', headers(['in-reply-to', messageIdOf(anInvoiceId, ours, 2)]), [anInvoiceId]],
  [
    'References, the latest first',
    headers(['references', `<1@x.example> ${messageId(other)}\r\n ${messageId(anInvoiceId)}`]),
    [anInvoiceId, other],
  ],
  [
    'one of both ways once',
    { subject: `[${anInvoiceId}]`, ...headers(['in-reply-to', messageId(anInvoiceId)]) },
    [anInvoiceId],
  ],
  [
    'a message id like ours of another house',
    headers(['in-reply-to', messageId(anInvoiceId, 'a@evil.example')]),
    [],
  ],
  ['a text in brackets', { subject: 'Invoice [EXTERNAL] [01KB1N3XM0]' }, []],
  ['nothing', { subject: `Invoice ${anInvoiceId}` }, []],
])('FAILURES 30: what a mail answers is known by %s', (_, over, ids) => {
  expect(referredInvoices(mail(over), ours)).toEqual(ids)
})

test('of a thousand tokens five are looked at', () => {
  const ids = Array.from({ length: 1_000 }, (_, n) => `01KB1N3XM0ABCDEFGHJKM${String(n).padStart(5, '0')}`)

  expect(referredInvoices(mail({ subject: ids.map((id) => `[${id}]`).join(' ') }), ours)).toHaveLength(5)
})
