/** FAILURES 31: words of strangers reach every place where they could be taken for something else, and are words there. */
import { expect, test } from 'vitest'
import { cardBody } from '../../src/adapters/teams/card.ts'
import { attachment, mail, fields, parsed, reading } from '../factories.ts'
import { agent, bytes, outcomes } from './agent.ts'

const hostile: [string, string][] = [
  ['HTML', '<img src=x onerror=alert(1)><b>Contoso</b>'],
  ['card markup', '[Pay now](https://evil.example) **URGENT** {{DATE(2026-01-01T00:00:00Z)}} <at>All</at>'],
  ['line breaks and headers', 'Contoso\r\nBcc: thief@evil.example\r\n\r\n<html>'],
  ['signs that no key may hold', "Con/to\\so#?%20\u0001\u009f' or 1 eq '1"],
  ['signs that turn the direction', 'Contoso \u202Efdp.exe\u2066'],
  ['10,000 characters', 'x'.repeat(10_000)],
]

test.each(hostile)(
  'FAILURES 31: %s in names and numbers: one subject line, encoded HTML and card, one row',
  async (_, text) => {
    const it = agent()
    const values = { vendorName: text, vendorTaxId: null, invoiceNumber: text }
    it.parser.answer(text, parsed({ rules: reading({ fields: fields(values) }) }))
    await it.poll()
    const file = attachment({ attachmentId: 'a1', name: text, contentType: 'application/pdf' })
    const from = { name: text, address: 'billing@stranger.example' }
    const receivedAt = it.clock.now()
    const content = { a1: bytes('invoice') }
    it.mailbox.deliver(mail({ mailId: 'm1', receivedAt, subject: text, from, attachments: [file] }), content)

    await it.poll()
    await it.workThrough()

    expect(outcomes(it)).toHaveLength(1)
    expect(it.cases.all).toEqual([])
    const [sent] = it.outbox.sent
    expect(it.outbox.sent).toHaveLength(1)
    expect(sent?.subject).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,255}$/u)
    expect(sent?.subject.endsWith(`[${sent.invoiceId}]`)).toBe(true)
    expect(sent?.html).not.toMatch(/<img|<b>Contoso|<at>|<html>.*<html>|\u202e|\u2066/s)
    expect(sent?.internetMessageId).toMatch(/^<[\w.@-]+>$/)
    for (const path of it.documents.stored.keys()) expect(path).toMatch(/^[0-9A-Z]{26}\/[\w.-]+$/)
    const json = sent?.files.find(({ name }) => name === 'invoice.json')
    expect(() => JSON.parse(new TextDecoder().decode(json?.bytes)) as unknown).not.toThrow()
    const [notice] = it.team.told
    if (notice === undefined) throw new Error('the channel was not told')
    const card = cardBody(notice)
    expect(Buffer.byteLength(card)).toBeLessThan(28 * 1024)
    expect(card).not.toMatch(/(?<!\\)\[Pay now|(?<!\\)<at>|(?<!\\)\{\{DATE|:\/\/evil/)
  },
)
