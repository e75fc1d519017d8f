/** Graph: list attachments, fetch their bytes, and add small ones to a draft. */
import { z } from 'zod'
import type { Call, Reply, Route } from '../http.ts'
import { badRequest, graphError, notFound } from './errors.ts'
import { attachmentJson } from './message-json.ts'
import { graphJson, mailboxRoute, mailOf, viewOf, type GraphLab } from './route.ts'
import type { StoredAttachment, StoredMail } from './stored-mail.ts'

/** Larger ones go through an upload session (docs: "Attach large files to Outlook messages"). */
export const smallAttachmentBytes = 3 * 1024 * 1024

export function attachmentRoutes(lab: GraphLab): Route[] {
  return [
    mailboxRoute(lab, 'listAttachments', 'GET', '/messages/:id/attachments', (call) => {
      const { select } = viewOf(call)
      return {
        status: 200,
        body: { value: mailOf(lab, call).attachments.map((file) => attachmentJson(file, select)) },
      }
    }),
    mailboxRoute(lab, 'getAttachment', 'GET', '/messages/:id/attachments/:attachmentId', (call) => ({
      status: 200,
      body: attachmentJson(attachmentOf(lab, call), viewOf(call).select),
    })),
    mailboxRoute(
      lab,
      'getAttachmentContent',
      'GET',
      '/messages/:id/attachments/:attachmentId/$value',
      (call) => content(attachmentOf(lab, call)),
    ),
    mailboxRoute(lab, 'deleteAttachment', 'DELETE', '/messages/:id/attachments/:attachmentId', (call) => {
      const mail = mailOf(lab, call)
      mail.attachments.splice(mail.attachments.indexOf(attachmentOf(lab, call)), 1)
      lab.mailbox.touch(mail)
      return { status: 204 }
    }),
    mailboxRoute(lab, 'addAttachment', 'POST', '/messages/:id/attachments', (call) => {
      const mail = mailOf(lab, call)
      const file = attach(lab, mail, graphJson(call))
      lab.mailbox.touch(mail)
      return { status: 201, body: attachmentJson(file, undefined) }
    }),
  ]
}

function attachmentOf(lab: GraphLab, call: Call): StoredAttachment {
  const file = mailOf(lab, call).attachments.find(({ id }) => id === call.params.attachmentId)
  if (file === undefined) throw notFound()
  return file
}

function content(file: StoredAttachment): Reply {
  if (file.kind === 'reference')
    throw graphError(405, 'ErrorInvalidRequest', 'A reference attachment has no content.')
  const type = file.kind === 'item' ? 'text/plain' : file.contentType
  return { status: 200, headers: { 'content-type': type }, body: file.bytes }
}

const base64 = /^[A-Za-z0-9+/\r\n]*={0,2}$/

const fileAttachment = z.object({
  '@odata.type': z.literal(['#microsoft.graph.fileAttachment', 'microsoft.graph.fileAttachment']),
  name: z.string().min(1),
  contentType: z.string().optional(),
  contentBytes: z.string().regex(base64, 'is not base64'),
  isInline: z.boolean().optional(),
})

/** Adds a file sent as JSON. Throws Graph's 400, and 413 for what needs an upload session. */
export function attach(lab: GraphLab, mail: StoredMail, given: unknown): StoredAttachment {
  const parsed = fileAttachment.safeParse(given)
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error))
  const { name, contentType = 'application/octet-stream', contentBytes, isInline } = parsed.data
  const bytes = Buffer.from(contentBytes, 'base64')
  if (bytes.length >= smallAttachmentBytes)
    throw graphError(413, 'ErrorMessageSizeExceeded', 'Files of 3 MB and more need an upload session.')
  const file = lab.mailbox.attachment({ name, contentType, bytes, isInline })
  mail.attachments.push(file)
  return file
}
