/** What every ledger does with the records of mails. */
import { describe, expect, test } from 'vitest'
import type { Ledger, MailRecord } from '../../src/domain/ports/ledger.ts'
import { freshInvoiceId } from './fresh-id.ts'
import { hostileTexts } from './hostile-texts.ts'

const record = (over: Partial<MailRecord> = {}): MailRecord => ({
  mailId: `AAMk${freshInvoiceId()}=`,
  outcome: 'invoices',
  invoiceIds: [freshInvoiceId(), freshInvoiceId()],
  why: '2 invoice(s)',
  at: new Date('2026-11-02T09:00:00.123Z'),
  ...over,
})

export function describeLedgerMails(name: string, make: () => Promise<Ledger>): void {
  describe(`ledger, mails: ${name}`, () => {
    test('does not know a mail before it is recorded', async () => {
      const ledger = await make()
      expect(await ledger.findMail(record().mailId)).toBeUndefined()
    })

    test('gives the record as it was made', async () => {
      const ledger = await make()
      const first = record()
      await ledger.recordMail(first)
      expect(await ledger.findMail(first.mailId)).toEqual(first)
    })

    test('the first record stands', async () => {
      const ledger = await make()
      const first = record()
      await ledger.recordMail(first)
      await ledger.recordMail({ ...first, outcome: 'gone', invoiceIds: [], why: 'deleted' })
      expect(await ledger.findMail(first.mailId)).toEqual(first)
    })

    test('what becomes of a mail that lay in Junk stands in place of that, and then it stands', async () => {
      const ledger = await make()
      const mail = {
        subject: 'Invoice 7',
        sender: { name: 'Contoso', address: 'billing@contoso.example' },
        receivedAt: new Date('2026-11-02T08:00:00.000Z'),
      }
      const inJunk = record({ outcome: 'in-junk', invoiceIds: [], mail })
      await ledger.recordMail(inJunk)
      const told = { ...inJunk, toldAt: new Date('2026-11-02T09:01:00.000Z') }
      await ledger.recordMail(told)
      expect(await ledger.findMail(inJunk.mailId)).toEqual(told)
      const takenIn = record({ mailId: inJunk.mailId })
      await ledger.recordMail(takenIn)
      await ledger.recordMail(told)
      expect(await ledger.findMail(inJunk.mailId)).toEqual(takenIn)
    })

    test('recorded by several at once, one record stands', async () => {
      const ledger = await make()
      const first = record()
      await Promise.all(['a', 'b', 'c'].map((why) => ledger.recordMail({ ...first, why })))
      expect(['a', 'b', 'c']).toContain((await ledger.findMail(first.mailId))?.why)
    })

    test.each(hostileTexts)('any mail id will do: $name', async ({ text }) => {
      const ledger = await make()
      const mailId = `${text}${freshInvoiceId()}`
      await ledger.recordMail(record({ mailId, why: text }))
      expect(await ledger.findMail(mailId)).toMatchObject({ mailId, why: text })
      expect(await ledger.findMail(`${mailId}x`)).toBeUndefined()
    })

    test('mail ids differ by case alone', async () => {
      const ledger = await make()
      const { mailId } = record()
      await ledger.recordMail(record({ mailId }))
      expect(await ledger.findMail(mailId.toLowerCase())).toBeUndefined()
    })

    test('keeps a mail of fifty invoices', async () => {
      const ledger = await make()
      const many = record({
        invoiceIds: Array.from({ length: 50 }, freshInvoiceId),
        why: 'x'.repeat(100_000),
      })
      await ledger.recordMail(many)
      expect(await ledger.findMail(many.mailId)).toEqual(many)
    })
  })
}
