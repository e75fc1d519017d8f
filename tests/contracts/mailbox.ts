/** What every mailbox does. */
import { describe, expect, test } from 'vitest'
import type { Mailbox, Since } from '../../src/domain/ports/mailbox.ts'

export interface DeliveredFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface MailboxWorld {
  readonly mailbox: Mailbox
  /** Gives the mail's id. */
  readonly deliver: (mail: { subject: string; receivedAt: Date; files?: readonly DeliveredFile[] }) => string
  /** As a person does in Outlook: the mail then lies in Deleted Items. */
  readonly remove: (mailId: string) => Promise<void>
  readonly expireCursors: () => void
}

const from = new Date('2026-11-01T00:00:00Z')
const at = (minute: number): Date => new Date(from.getTime() + minute * 60_000)
const pdf = { name: 'invoice.pdf', bytes: Buffer.from('%PDF-1.7 äöü \u0000\u00ff', 'latin1') }

export function describeMailbox(name: string, make: () => Promise<MailboxWorld>): void {
  describe(`mailbox: ${name}`, () => {
    test('lists what came since a moment, each mail with its time', async () => {
      const { mailbox, deliver } = await make()
      deliver({ subject: 'old', receivedAt: at(-60) })
      const first = deliver({ subject: 'first', receivedAt: at(1) })
      const second = deliver({ subject: 'second', receivedAt: at(2), files: [pdf] })
      const page = await mailbox.page('Inbox', { from })
      expect(page.more).toBe(false)
      expect([...page.mails].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())).toEqual([
        { mailId: first, receivedAt: at(1), hasAttachments: false },
        { mailId: second, receivedAt: at(2), hasAttachments: true },
      ])
    })

    test('a cursor goes on where the page before it ended, and once more gives the same', async () => {
      const { mailbox, deliver } = await make()
      deliver({ subject: 'first', receivedAt: at(1) })
      const { cursor } = await mailbox.page('Inbox', { from })
      expect((await mailbox.page('Inbox', { cursor })).mails).toEqual([])
      const later = deliver({ subject: 'later', receivedAt: at(3) })
      const again = [await mailbox.page('Inbox', { cursor }), await mailbox.page('Inbox', { cursor })]
      expect(again.map(({ mails }) => mails.map(({ mailId }) => mailId))).toEqual([[later], [later]])
    })

    test('many mails come in several pages, each mail once', async () => {
      const { mailbox, deliver } = await make()
      const ids = Array.from({ length: 120 }, (_, n) => deliver({ subject: `${n}`, receivedAt: at(n) }))
      const listed: string[] = []
      let page = await mailbox.page('Inbox', { from })
      for (; page.more; page = await mailbox.page('Inbox', { cursor: page.cursor }))
        listed.push(...page.mails.map(({ mailId }) => mailId))
      listed.push(...page.mails.map(({ mailId }) => mailId))
      expect(listed.toSorted()).toEqual(ids.toSorted())
    })

    test('a deleted mail is not listed', async () => {
      const { mailbox, deliver, remove } = await make()
      await remove(deliver({ subject: 'gone', receivedAt: at(1) }))
      const left = deliver({ subject: 'left', receivedAt: at(2) })
      const { mails } = await mailbox.page('Inbox', { from })
      expect(mails.map(({ mailId }) => mailId)).toEqual([left])
    })

    test('lists what lies in the folder since a moment, in pages by time, each mail once', async () => {
      const { mailbox, deliver, remove } = await make()
      deliver({ subject: 'old', receivedAt: at(-1) })
      const ids = Array.from({ length: 250 }, (_, n) =>
        // Many at one moment, over the end of a page too.
        deliver({ subject: `${n}`, receivedAt: at(Math.min(n, 80)) }),
      )
      await remove(ids[0] ?? '')
      const listed: string[] = []
      let pages = 0
      for (let since: Since | undefined = { from, skip: 0 }; since !== undefined && pages < 20; pages++) {
        const page: Awaited<ReturnType<Mailbox['received']>> = await mailbox.received('Inbox', since)
        listed.push(...page.mails.map(({ mailId }) => mailId))
        since = page.next
      }
      expect(listed.toSorted()).toEqual(ids.slice(1).toSorted())
      expect(pages).toBeLessThan(20)
      expect((await mailbox.received('Inbox', { from: at(81), skip: 0 })).mails).toEqual([])
    })

    test('a cursor that is no longer known is gone', async () => {
      const { mailbox, deliver, expireCursors } = await make()
      deliver({ subject: 'first', receivedAt: at(1) })
      const { cursor } = await mailbox.page('Inbox', { from })
      expireCursors()
      await expect(mailbox.page('Inbox', { cursor })).rejects.toMatchObject({ answer: 'gone' })
    })

    test('a mail is read with its attachments, and their bytes come as they are', async () => {
      const { mailbox, deliver } = await make()
      const mailId = deliver({ subject: 'Invoice 1', receivedAt: at(1), files: [pdf] })
      const mail = await mailbox.read(mailId)
      expect(mail).toMatchObject({ mailId, subject: 'Invoice 1', receivedAt: at(1) })
      expect(mail.attachments).toMatchObject([{ name: 'invoice.pdf', kind: 'file', isInline: false }])
      const [file] = mail.attachments
      const bytes = await mailbox.content(mailId, file?.attachmentId ?? '', pdf.bytes.length)
      expect(Buffer.from(bytes).equals(pdf.bytes)).toBe(true)
    })

    test('bytes over the limit are refused', async () => {
      const { mailbox, deliver } = await make()
      const mailId = deliver({ subject: 'Invoice 1', receivedAt: at(1), files: [pdf] })
      const [file] = (await mailbox.read(mailId)).attachments
      const content = mailbox.content(mailId, file?.attachmentId ?? '', pdf.bytes.length - 1)
      await expect(content).rejects.toMatchObject({ answer: 'rejected', code: 'LargerThanAllowed' })
    })

    test('bytes that must not lie in memory come as they are, piece by piece', async () => {
      const { mailbox, deliver } = await make()
      const large = { name: 'scan.pdf', bytes: Buffer.alloc(3_000_001, 'scanned page ') }
      const mailId = deliver({ subject: 'Invoice 1', receivedAt: at(1), files: [large] })
      const [file] = (await mailbox.read(mailId)).attachments
      const pieces: Uint8Array[] = []
      const said = await mailbox.stream(mailId, file?.attachmentId ?? '', 3_000_001, async (chunks) => {
        for await (const chunk of chunks) pieces.push(chunk)
        return 'kept'
      })
      expect(said).toBe('kept')
      expect(pieces.length).toBeGreaterThan(1)
      expect(Buffer.concat(pieces).equals(large.bytes)).toBe(true)
    })

    test('a stream over the limit is refused, and one that nobody reads to its end does no harm', async () => {
      const { mailbox, deliver } = await make()
      const large = { name: 'scan.pdf', bytes: Buffer.alloc(3_000_001, 'scanned page ') }
      const mailId = deliver({ subject: 'Invoice 1', receivedAt: at(1), files: [large] })
      const [file] = (await mailbox.read(mailId)).attachments
      const stream = (limit: number, most: number) =>
        mailbox.stream(mailId, file?.attachmentId ?? '', limit, async (chunks) => {
          let bytes = 0
          for await (const chunk of chunks) if ((bytes += chunk.byteLength) > most) break
          return bytes
        })
      await expect(stream(3_000_000, Infinity)).rejects.toMatchObject({ answer: 'rejected', status: 413 })
      expect(await stream(3_000_001, 1)).toBeLessThan(3_000_001)
      expect(await stream(3_000_001, Infinity)).toBe(3_000_001)
    })

    test('a sink that fails ends the stream with its own error', async () => {
      const { mailbox, deliver } = await make()
      const mailId = deliver({ subject: 'Invoice 1', receivedAt: at(1), files: [pdf] })
      const [file] = (await mailbox.read(mailId)).attachments
      const full = new Error('the store is full')
      const stream = mailbox.stream(mailId, file?.attachmentId ?? '', 100, () => Promise.reject(full))
      await expect(stream).rejects.toBe(full)
    })

    test('a mail that somebody deleted is not found', async () => {
      const { mailbox, deliver, remove } = await make()
      const mailId = deliver({ subject: 'Invoice 1', receivedAt: at(1), files: [pdf] })
      await remove(mailId)
      await expect(mailbox.read(mailId)).rejects.toMatchObject({ answer: 'not-found' })
    })
  })
}
