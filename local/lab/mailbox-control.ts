/** What tests, the demo and the control endpoint do with the lab's mailbox: put mail in, look at what became of it. */
import type { Clock } from '../../src/domain/clock.ts'
import type { LabMailbox } from './graph/mailbox.ts'
import type { NewMail, StoredMail } from './graph/stored-mail.ts'
import { readMailFolder } from './mail-folder.ts'

/** A mail as tests look at it. */
export interface SeenMail {
  readonly id: string
  readonly subject: string
  readonly isRead: boolean
  readonly isDraft: boolean
  readonly categories: readonly string[]
  readonly receivedAt: Date
  readonly internetMessageId: string
  readonly attachments: readonly string[]
}

export interface MailboxControl {
  /** Gives the mail's immutable id. */
  put(mail: NewMail): string
  /** Every `.eml` as the mail it is, every other file as a mail of its own; in order of name. */
  putFolder(dir: string): Promise<readonly PutFile[]>
  /** Newest first; a well-known folder's name such as Inbox or SentItems. */
  messages(folder: string): readonly SeenMail[]
  /** As a person does in Outlook; false where there is no such mail. */
  move(id: string, folder: string): boolean
  /** Every delta token is unknown from now on. */
  forgetDeltaTokens(): void
}

export interface PutFile {
  readonly file: string
  readonly mailId: string
}

export function mailboxControl(
  mailbox: LabMailbox,
  clock: Clock,
  forgetDeltaTokens: () => void,
): MailboxControl {
  const put = (mail: NewMail) => mailbox.put(mail).immutableId
  const folderNamed = (name: string) => {
    const folder = mailbox.folders.find(name)
    if (folder === undefined) throw new Error(`The lab's mailbox has no folder ${name}.`)
    return folder
  }
  return {
    put,
    async putFolder(dir) {
      const mails = await readMailFolder(dir, clock.now())
      return mails.map(({ file, mail }) => ({ file, mailId: put(mail) }))
    },
    messages: (folder) => mailbox.list(folderNamed(folder).id).map(seen),
    move(id, folder) {
      const mail = mailbox.find(id)
      if (mail === undefined) return false
      mailbox.move(mail, { folderId: folderNamed(folder).id })
      return true
    },
    forgetDeltaTokens,
  }
}

const seen = (mail: StoredMail): SeenMail => ({
  id: mail.immutableId,
  subject: mail.subject,
  isRead: mail.isRead,
  isDraft: mail.isDraft,
  categories: mail.categories,
  receivedAt: mail.receivedAt,
  internetMessageId: mail.internetMessageId,
  attachments: mail.attachments.map(({ name }) => name),
})
