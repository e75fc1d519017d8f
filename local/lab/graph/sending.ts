/** Graph: send a draft. It leaves for its recipients and its copy moves to Sent Items, at once or late, under its id or a new one. */
import type { Route } from '../http.ts'
import { graphError } from './errors.ts'
import type { LabMailbox } from './mailbox.ts'
import { mailboxRoute, mailOf, type GraphLab } from './route.ts'
import type { StoredMail } from './stored-mail.ts'

export interface SentMail {
  readonly at: Date
  readonly to: readonly string[]
  readonly subject: string
  /** The body as it was written, HTML or text. */
  readonly html: string
  readonly attachments: readonly {
    readonly name: string
    readonly contentType: string
    readonly bytes: Buffer
  }[]
  readonly internetMessageId: string
  /** Single-value extended properties by id. */
  readonly properties: Readonly<Record<string, string>>
  /** The value of the first extended property: what the agent marks its mail with. */
  readonly invoiceId: string | undefined
}

export interface SendingHabits {
  /** Reports differ on whether the copy in Sent Items keeps the draft's immutable id. */
  readonly idsSurviveSending: boolean
  /** Until then neither draft nor copy is found. */
  readonly sentCopyDelayMs: number
}

export function sendRoutes(lab: GraphLab, habits: SendingHabits, sent: SentMail[]): Route[] {
  return [
    mailboxRoute(lab, 'send', 'POST', '/messages/:id/send', (call) => {
      const mail = mailOf(lab, call)
      if (!mail.isDraft) throw graphError(400, 'ErrorInvalidRequest', 'The message is not a draft.')
      if (mail.to.length === 0)
        throw graphError(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.')
      const at = lab.clock.now()
      sent.push(record(mail, at))
      mail.isDraft = false
      mail.sentAt = at
      mail.receivedAt = at
      moveToSentItems(lab.mailbox, mail, habits)
      mail.visibleFrom = new Date(at.getTime() + habits.sentCopyDelayMs)
      return { status: 202 }
    }),
  ]
}

function moveToSentItems(mailbox: LabMailbox, mail: StoredMail, habits: SendingHabits): void {
  mailbox.move(mail, 'sentitems')
  if (!habits.idsSurviveSending) mailbox.renew(mail)
}

function record(mail: StoredMail, at: Date): SentMail {
  return {
    at,
    to: [...mail.to, ...mail.cc].map(({ address }) => address),
    subject: mail.subject,
    html: mail.body.content,
    attachments: mail.attachments.map(({ name, contentType, bytes }) => ({ name, contentType, bytes })),
    internetMessageId: mail.internetMessageId,
    properties: Object.fromEntries(mail.properties),
    invoiceId: [...mail.properties.values()][0],
  }
}
