/** Mails and attachments as Graph shows them: with the ids that were asked for, and no more than was selected. */
import { badRequest } from './errors.ts'
import { propertyOf, type Expand } from './odata.ts'
import type { Address, StoredAttachment, StoredMail } from './stored-mail.ts'
import type { LabMailbox } from './mailbox.ts'

export interface View {
  readonly select?: readonly string[] | undefined
  readonly expand?: Expand | undefined
  /** Whether the request asked for `IdType="ImmutableId"`. */
  readonly immutable: boolean
}

const recipient = (emailAddress: Address) => ({ emailAddress })

const shownOf: Readonly<Record<string, (mail: StoredMail, box: LabMailbox) => unknown>> = {
  createdDateTime: (mail) => seconds(mail.createdAt),
  lastModifiedDateTime: (mail) => seconds(mail.createdAt),
  changeKey: (mail) => changeKey(mail),
  categories: (mail) => mail.categories,
  receivedDateTime: (mail) => seconds(mail.receivedAt),
  sentDateTime: (mail) => seconds(mail.sentAt ?? mail.createdAt),
  hasAttachments: (mail) => mail.attachments.some(({ isInline }) => !isInline),
  internetMessageId: (mail) => mail.internetMessageId,
  subject: (mail) => mail.subject,
  bodyPreview: (mail) => mail.body.content.slice(0, 255),
  importance: () => 'normal',
  parentFolderId: (mail) => mail.folderId,
  conversationId: (mail) => `conversation-${mail.key}`,
  isRead: (mail) => mail.isRead,
  isDraft: (mail) => mail.isDraft,
  webLink: (mail) => `https://outlook.example/owa/?ItemID=${encodeURIComponent(mail.changingId)}`,
  body: (mail) => mail.body,
  sender: (mail) => (mail.from === undefined ? undefined : recipient(mail.from)),
  from: (mail) => (mail.from === undefined ? undefined : recipient(mail.from)),
  toRecipients: (mail) => mail.to.map(recipient),
  ccRecipients: (mail) => mail.cc.map(recipient),
  bccRecipients: () => [],
  replyTo: () => [],
  internetMessageHeaders: (mail) => mail.headers,
}

/** Shown only to those who ask, as in Graph. */
const onlyOnRequest = new Set(['internetMessageHeaders'])

export const changeKey = (mail: StoredMail): string =>
  Buffer.from(`${mail.key}.${mail.changes}`).toString('base64')

export function messageJson(mail: StoredMail, box: LabMailbox, view: View): Record<string, unknown> {
  const wanted = view.select ?? Object.keys(shownOf).filter((name) => !onlyOnRequest.has(name))
  const fields = wanted.filter((name) => name !== 'id').map((name) => [name, fieldOf(name)(mail, box)])
  return {
    '@odata.etag': `W/"${changeKey(mail)}"`,
    id: view.immutable ? mail.immutableId : mail.changingId,
    ...Object.fromEntries(fields),
    ...expanded(mail, view.expand ?? {}),
  }
}

function fieldOf(name: string): (mail: StoredMail, box: LabMailbox) => unknown {
  const show = shownOf[name]
  if (show === undefined)
    throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.message'.`)
  return show
}

function expanded(mail: StoredMail, { attachments, properties }: Expand): Record<string, unknown> {
  const values = (properties ?? []).flatMap((id) => {
    const value = propertyOf(mail, id)
    return value === undefined ? [] : [{ id, value }]
  })
  return {
    ...(attachments === undefined
      ? {}
      : { attachments: mail.attachments.map((file) => attachmentJson(file, attachments.select)) }),
    // A mail without the property has no such member at all.
    ...(values.length === 0 ? {} : { singleValueExtendedProperties: values }),
  }
}

/** What Exchange counts on top of the bytes. */
const envelopeBytes = 128

const attachmentFields: Readonly<Record<string, (file: StoredAttachment) => unknown>> = {
  lastModifiedDateTime: ({ at }) => seconds(at),
  name: ({ name }) => name,
  contentType: ({ contentType, kind }) => (kind === 'file' ? contentType : null),
  size: ({ bytes }) => bytes.length + envelopeBytes,
  isInline: ({ isInline }) => isInline,
  contentId: () => null,
  contentBytes: ({ bytes, kind }) => (kind === 'file' ? bytes.toString('base64') : undefined),
}

export function attachmentJson(
  file: StoredAttachment,
  select: readonly string[] | undefined,
): Record<string, unknown> {
  // A property of the derived type is asked for by its full name.
  const wanted = (select ?? Object.keys(attachmentFields)).map((name) => name.split('/').at(-1) ?? name)
  const fields = wanted
    .filter((name) => name !== 'id')
    .map((name) => {
      const show = attachmentFields[name]
      if (show === undefined)
        throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.attachment'.`)
      return [name, show(file)]
    })
  return {
    '@odata.type': `#microsoft.graph.${file.kind}Attachment`,
    '@odata.mediaContentType': file.contentType,
    id: file.id,
    ...Object.fromEntries(fields),
  }
}

/** Graph gives times in whole seconds. */
const seconds = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z')
