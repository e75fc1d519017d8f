/** What every outbox does. */
import { describe, expect, test } from 'vitest'
import type { Outbox } from '../../src/domain/ports/outbox.ts'
import { outgoingMail } from '../factories.ts'

export interface LeftMail {
  readonly invoiceId: string | undefined
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

export interface OutboxWorld {
  readonly outbox: Outbox
  /** Every mail that left, with its files. */
  readonly sent: () => readonly LeftMail[]
  /** A person moves the mail to Deleted Items. */
  readonly throwAway: (draftId: string) => void
}

const json = { name: 'invoice.json', contentType: 'application/json', bytes: Buffer.from('{"v":1}') }
const pdf = {
  name: 'Rechnung Nr. 7 – "März".pdf',
  contentType: 'application/pdf',
  bytes: Buffer.from([0, 255, 13, 10]),
}

const marks = (draftId: string) => {
  const { internetMessageId, invoiceId } = outgoingMail()
  return { draftId, internetMessageId, invoiceId }
}

export function describeOutbox(name: string, make: () => Promise<OutboxWorld>): void {
  describe(`outbox: ${name}`, () => {
    test('a draft leaves once, with all its files byte for byte', async () => {
      const { outbox, sent } = await make()
      const draftId = await outbox.createDraft(outgoingMail({ files: [json] }))
      await outbox.attach(draftId, pdf)
      expect(sent()).toEqual([])
      await outbox.send(draftId)
      const [mail, ...more] = sent()
      expect(more).toEqual([])
      expect(mail?.invoiceId).toBe(outgoingMail().invoiceId)
      expect(mail?.files.map((file) => file.name)).toEqual([json.name, pdf.name])
      expect(mail?.files.map(({ bytes }) => Buffer.from(bytes))).toEqual([json.bytes, pdf.bytes])
    })

    test('tells the files that a draft carries already', async () => {
      const { outbox } = await make()
      const draftId = await outbox.createDraft(outgoingMail({ files: [json] }))
      expect(await outbox.attached(draftId)).toEqual([json.name])
      await outbox.attach(draftId, pdf)
      expect((await outbox.attached(draftId)).toSorted()).toEqual([json.name, pdf.name].toSorted())
    })

    test('knows where a mail is: draft, sent, thrown away, nowhere', async () => {
      const { outbox, throwAway } = await make()
      expect(await outbox.find(marks('AAMkNobody='))).toBe('nowhere')
      const draftId = await outbox.createDraft(outgoingMail())
      expect(await outbox.find(marks(draftId))).toBe('draft')
      throwAway(draftId)
      expect(await outbox.find(marks(draftId))).toBe('deleted')
      const second = await outbox.createDraft(outgoingMail())
      await outbox.send(second)
      expect(await outbox.find(marks(second))).toBe('sent')
    })

    test('a sent mail is found without its draft id', async () => {
      const { outbox } = await make()
      await outbox.send(await outbox.createDraft(outgoingMail()))
      expect(await outbox.find(marks('AAMkNobody='))).toBe('sent')
      const byProperty = { ...marks('AAMkNobody='), internetMessageId: '<other@lab.example>' }
      expect(await outbox.find(byProperty)).toBe('sent')
      const another = { ...byProperty, invoiceId: '01KB1N3XM0ABCDEFGHJKMNPQRT' }
      expect(await outbox.find(another)).toBe('nowhere')
    })

    test('a draft that was thrown away carries nothing any more and is not found', async () => {
      const { outbox, throwAway } = await make()
      const draftId = await outbox.createDraft(outgoingMail({ files: [json] }))
      throwAway(draftId)
      await expect(outbox.attached(draftId)).rejects.toMatchObject({ answer: 'not-found' })
    })

    test('lists the drafts with their invoices, and deletes one that is a draft still', async () => {
      const { outbox, sent } = await make()
      const first = await outbox.createDraft(outgoingMail())
      const second = await outbox.createDraft(outgoingMail({ invoiceId: '01KB1N3XM0ABCDEFGHJKMNPQRT' }))
      const listed = async () =>
        (await outbox.listDrafts()).map(({ draftId, invoiceId }) => `${draftId} ${invoiceId}`).toSorted()
      expect(await listed()).toEqual(
        [`${first} ${outgoingMail().invoiceId}`, `${second} 01KB1N3XM0ABCDEFGHJKMNPQRT`].toSorted(),
      )
      const [draft] = await outbox.listDrafts()
      expect(Math.abs((draft?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
      await outbox.discard(first)
      await outbox.discard(first)
      await outbox.discard('AAMkNobody=')
      expect(await listed()).toEqual([`${second} 01KB1N3XM0ABCDEFGHJKMNPQRT`])
      await outbox.send(second)
      await outbox.discard(second)
      expect(await outbox.listDrafts()).toEqual([])
      expect(sent()).toHaveLength(1)
      expect(await outbox.find({ ...marks(second), invoiceId: '01KB1N3XM0ABCDEFGHJKMNPQRT' })).toBe('sent')
    })

    test('what is not there cannot be sent', async () => {
      const { outbox, sent } = await make()
      await expect(outbox.send('AAMkNobody=')).rejects.toMatchObject({ answer: 'not-found' })
      expect(sent()).toEqual([])
    })
  })
}
