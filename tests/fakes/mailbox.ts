/** A mailbox in memory: folders of mails in order of delivery, with cursors that can be made to expire. */
import { RemoteAnswer } from '../../src/domain/errors.ts'
import type { Mail, MailId } from '../../src/domain/mail.ts'
import type { Mailbox } from '../../src/domain/ports/mailbox.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeMailbox extends Mailbox, Faults<keyof Mailbox> {
  /** Puts a mail into a folder; `files` holds the bytes by attachment id. */
  deliver(mail: Mail, files?: Readonly<Record<string, Uint8Array>>, folder?: string): void
  /** Somebody deletes the mail. */
  remove(mailId: MailId): void
  /** From now on every cursor given out so far is unknown. */
  expireCursors(): void
  readonly processed: readonly MailId[]
}

interface Cursor {
  readonly generation: number
  readonly index: number
  readonly from: string
}

export function fakeMailbox({ pageSize = 50 } = {}): FakeMailbox {
  const { faults, run } = faultPoint<keyof Mailbox>()
  const folders = new Map<string, Mail[]>()
  const mails = new Map<MailId, Mail>()
  const files = new Map<string, Uint8Array>()
  const processed: MailId[] = []
  let generation = 0

  const answer = (kind: 'not-found' | 'gone' | 'rejected', status: number, code: string) =>
    new RemoteAnswer('graph', kind, { status, code })
  const mailOf = (mailId: MailId): Mail => {
    const mail = mails.get(mailId)
    if (mail === undefined) throw answer('not-found', 404, 'ErrorItemNotFound')
    return mail
  }

  const fileOf = (mailId: MailId, attachmentId: string, limit: number): Uint8Array => {
    mailOf(mailId)
    const bytes = files.get(`${mailId}/${attachmentId}`)
    if (bytes === undefined) throw answer('not-found', 404, 'ErrorItemNotFound')
    if (bytes.byteLength > limit) throw answer('rejected', 413, 'LargerThanAllowed')
    return bytes
  }

  return {
    ...faults,
    processed,
    deliver(mail, content = {}, folder = 'Inbox') {
      folders.set(folder, [...(folders.get(folder) ?? []), mail])
      mails.set(mail.mailId, mail)
      for (const [attachmentId, bytes] of Object.entries(content))
        files.set(`${mail.mailId}/${attachmentId}`, bytes)
    },
    remove(mailId) {
      mails.delete(mailId)
      for (const [folder, held] of folders)
        folders.set(
          folder,
          held.filter((mail) => mail.mailId !== mailId),
        )
    },
    expireCursors() {
      generation++
    },
    page: (folder, position) =>
      run('page', () => {
        const start: Cursor =
          'cursor' in position
            ? (JSON.parse(position.cursor) as Cursor)
            : { generation, index: 0, from: position.from.toISOString() }
        if (start.generation !== generation) throw answer('gone', 410, 'SyncStateNotFound')
        const all = folders.get(folder) ?? []
        const end = Math.min(start.index + pageSize, all.length)
        return {
          mails: all
            .slice(start.index, end)
            .filter((mail) => mail.receivedAt >= new Date(start.from))
            .map(({ mailId, receivedAt, attachments }) => ({
              mailId,
              receivedAt,
              hasAttachments: attachments.length > 0,
            })),
          cursor: JSON.stringify({ ...start, index: end }),
          more: end < all.length,
        }
      }),
    received: (folder, { from, skip }) =>
      run('received', () => {
        const all = (folders.get(folder) ?? [])
          .filter(({ receivedAt }) => receivedAt >= from)
          .toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
        const here = all.slice(skip, skip + pageSize)
        const mails = here.map(({ mailId, receivedAt, attachments }) => ({
          mailId,
          receivedAt,
          hasAttachments: attachments.length > 0,
        }))
        const next = skip + here.length < all.length ? { from, skip: skip + here.length } : undefined
        return { mails, next }
      }),
    read: (mailId) => run('read', () => mailOf(mailId)),
    content: (mailId, attachmentId, limit) => run('content', () => fileOf(mailId, attachmentId, limit)),
    async stream(mailId, attachmentId, limit, sink) {
      const bytes = await run('stream', () => fileOf(mailId, attachmentId, limit))
      return sink(inChunks(bytes))
    },
    markProcessed: ({ mailId }) =>
      run('markProcessed', () => {
        processed.push(mailOf(mailId).mailId)
      }),
  }
}

const chunkBytes = 64 * 1024

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  for (let from = 0; from < bytes.byteLength; from += chunkBytes) {
    await Promise.resolve()
    yield bytes.subarray(from, from + chunkBytes)
  }
}
