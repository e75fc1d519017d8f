/** The lab's mailbox in memory: mails, their two kinds of id, and the change log that delta reads. */
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../src/domain/clock.ts'
import { createFolders, type FolderName, type Folders } from './folders.ts'
import type { NewAttachment, NewMail, StoredAttachment, StoredMail } from './stored-mail.ts'

export interface MailboxChange {
  readonly kind: 'created' | 'updated' | 'deleted'
  readonly mail: StoredMail
}

export interface LabMailbox {
  readonly address: string
  readonly folders: Folders
  put(mail: NewMail): StoredMail
  add(mail: Omit<StoredMail, 'key' | 'immutableId' | 'changingId' | 'createdAt' | 'changes'>): StoredMail
  /** By either id, as Graph does; undefined after a move where the changing id is of before. */
  find(id: string): StoredMail | undefined
  list(folderId?: string): StoredMail[]
  touch(mail: StoredMail): void
  move(mail: StoredMail, to: FolderName | { folderId: string }): void
  /** As Exchange may do to the copy in Sent Items. */
  renew(mail: StoredMail): void
  remove(mail: StoredMail): void
  attachment(file: NewAttachment): StoredAttachment
  /** Calls for each change from now on, with the folder that it happened in. */
  watch(listener: (folderId: string, change: MailboxChange) => void): void
  /** All that ever happened in a folder, in order. */
  changes(folderId: string): readonly MailboxChange[]
}

export function createMailbox(address: string, clock: Clock): LabMailbox {
  // Ids of two labs differ, so that a storage kept on disk never takes a new mail for an old one.
  const seed = randomBytes(24)
  let lastId = 0
  let lastKey = 0
  const newId = (kind: string) => {
    lastId += 1
    const number = Buffer.alloc(8)
    number.writeUInt32BE(lastId, 4)
    // Long, with `-`, `_` and `=` inside, as Exchange makes them.
    return `AAMk${Buffer.concat([Buffer.from(kind), seed, number, seed]).toString('base64url')}AAA=`
  }
  const folders = createFolders((name) => newId(`folder-${name}`))
  const mails = new Map<number, StoredMail>()
  const byId = new Map<string, StoredMail>()
  const logs = new Map<string, MailboxChange[]>(folders.all.map(({ id }) => [id, []]))
  const listeners: ((folderId: string, change: MailboxChange) => void)[] = []
  const log = (folderId: string, kind: MailboxChange['kind'], mail: StoredMail) => {
    logs.get(folderId)?.push({ kind, mail })
    for (const listener of listeners) listener(folderId, { kind, mail })
  }

  const box: LabMailbox = {
    address,
    folders,
    add(given) {
      lastKey += 1
      const ids = { immutableId: newId('i'), changingId: newId('c') }
      const mail: StoredMail = { ...given, ...ids, key: lastKey, createdAt: clock.now(), changes: 1 }
      mails.set(mail.key, mail)
      byId.set(mail.immutableId, mail).set(mail.changingId, mail)
      log(mail.folderId, 'created', mail)
      return mail
    },
    put: (mail) => box.add(arrived(mail, box, clock)),
    find(id) {
      const mail = byId.get(id)
      return mail === undefined || mail.visibleFrom > clock.now() ? undefined : mail
    },
    list(folderId) {
      const now = clock.now()
      const seen = [...mails.values()].filter(
        (mail) => mail.visibleFrom <= now && (folderId === undefined || mail.folderId === folderId),
      )
      return seen.sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || b.key - a.key)
    },
    touch(mail) {
      mail.changes += 1
      log(mail.folderId, 'updated', mail)
    },
    move(mail, to) {
      const folderId = typeof to === 'string' ? folders.wellKnown(to).id : to.folderId
      log(mail.folderId, 'deleted', mail)
      byId.delete(mail.changingId)
      mail.changingId = newId('c')
      byId.set(mail.changingId, mail)
      mail.folderId = folderId
      mail.changes += 1
      log(folderId, 'created', mail)
    },
    renew(mail) {
      byId.delete(mail.immutableId)
      mail.immutableId = newId('i')
      byId.set(mail.immutableId, mail)
    },
    remove(mail) {
      log(mail.folderId, 'deleted', mail)
      mails.delete(mail.key)
      byId.delete(mail.immutableId)
      byId.delete(mail.changingId)
    },
    attachment: ({ name, contentType, bytes, isInline = false, kind = 'file' }) => ({
      id: newId('a'),
      name,
      contentType,
      bytes: Buffer.from(bytes),
      isInline,
      kind,
      at: clock.now(),
    }),
    watch: (listener) => void listeners.push(listener),
    changes: (folderId) => logs.get(folderId) ?? [],
  }
  return box
}

/** A mail from outside, as the transport hands it over. */
function arrived(mail: NewMail, box: LabMailbox, clock: Clock): Parameters<LabMailbox['add']>[0] {
  const folder = box.folders.find(mail.folder ?? 'Inbox')
  if (folder === undefined) throw new Error(`The lab's mailbox has no folder ${mail.folder}.`)
  return {
    folderId: folder.id,
    isDraft: false,
    isRead: false,
    categories: [],
    subject: mail.subject,
    body: { contentType: 'text', content: mail.body ?? '' },
    from: mail.from,
    to: [{ name: 'Invoices', address: box.address }],
    cc: [],
    receivedAt: mail.receivedAt,
    sentAt: mail.receivedAt,
    internetMessageId: mail.internetMessageId ?? newMessageId(mail.from.address),
    headers: Object.entries(mail.headers ?? {}).map(([name, value]) => ({ name, value })),
    properties: new Map(),
    attachments: mail.attachments.map((file) => box.attachment(file)),
    visibleFrom: clock.now(),
  }
}

/** Anything unique at the sender's domain. */
export function newMessageId(address: string): string {
  return `<${randomBytes(12).toString('hex')}@${address.split('@')[1] ?? 'example.invalid'}>`
}
