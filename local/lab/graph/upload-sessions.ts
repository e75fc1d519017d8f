/** Graph: attach a large file to a draft in chunks, in order, at an address that carries its own right. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Call, Reply, Route } from '../http.ts'
import { badRequest, graphError, notFound } from './errors.ts'
import { smallAttachmentBytes } from './attachments.ts'
import { graphJson, mailboxRoute, mailOf, requestBytes, type GraphLab } from './route.ts'
import type { StoredMail } from './stored-mail.ts'

interface Session {
  readonly mail: StoredMail
  readonly name: string
  readonly contentType: string
  readonly size: number
  readonly isInline: boolean
  readonly chunks: Buffer[]
  received: number
  readonly expires: Date
}

const largestBytes = 150 * 1024 * 1024
const sessionMs = 24 * 60 * 60_000
const path = '/upload/:session'

const request = z.object({
  AttachmentItem: z.object({
    attachmentType: z.literal('file'),
    name: z.string().min(1),
    size: z.int(),
    contentType: z.string().default('application/octet-stream'),
    isInline: z.boolean().default(false),
  }),
})

export function uploadRoutes(lab: GraphLab): Route[] {
  const sessions = new Map<string, Session>()

  const open = mailboxRoute(
    lab,
    'createUploadSession',
    'POST',
    '/messages/:id/attachments/createUploadSession',
    (call) => {
      const mail = mailOf(lab, call)
      const parsed = request.safeParse(graphJson(call))
      if (!parsed.success) throw badRequest(z.prettifyError(parsed.error))
      const item = parsed.data.AttachmentItem
      if (item.size < smallAttachmentBytes)
        throw graphError(400, 'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize', 'The file is under 3 MB.')
      if (item.size > largestBytes)
        throw graphError(413, 'ErrorMessageSizeExceeded', 'The file is over 150 MB.')
      const id = randomBytes(24).toString('base64url')
      const expires = new Date(lab.clock.now().getTime() + sessionMs)
      sessions.set(id, { mail, ...item, chunks: [], received: 0, expires })
      const uploadUrl = new URL(`/upload/${id}`, call.url).href
      const expirationDateTime = expires.toISOString()
      return { status: 201, body: { uploadUrl, expirationDateTime, nextExpectedRanges: ['0-'] } }
    },
  )

  const sessionOf = (call: Call): Session => {
    // Graph turns a request down that carries a token, since the address is the right.
    if (call.headers.authorization !== undefined)
      throw graphError(401, 'InvalidAuthenticationToken', 'An upload session takes no Authorization header.')
    const session = sessions.get(call.params.session ?? '')
    if (session === undefined || session.expires < lab.clock.now()) throw notFound()
    return session
  }
  const raw = (operation: string, method: Route['method'], handle: (call: Call) => Reply): Route => ({
    service: 'graph',
    operation,
    method,
    path,
    handle,
  })

  return [
    open,
    raw('uploadStatus', 'GET', (call) => progress(sessionOf(call))),
    raw('cancelUpload', 'DELETE', (call) => {
      sessionOf(call)
      sessions.delete(call.params.session ?? '')
      return { status: 204 }
    }),
    raw('uploadChunk', 'PUT', (call) => {
      const session = sessionOf(call)
      take(session, call)
      if (session.received < session.size) return progress(session)
      sessions.delete(call.params.session ?? '')
      return finish(lab, session, call)
    }),
  ]
}

function take(session: Session, call: Call): void {
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(call.headers['content-range'] ?? '')
  if (range === null) throw badRequest('Content-Range is missing or not "bytes FROM-TO/SIZE".')
  const [from, to, size] = range.slice(1).map(Number)
  if (call.body.length > requestBytes) throw graphError(413, 'RequestEntityTooLarge', 'A chunk is over 4 MB.')
  if (from !== session.received || size !== session.size || to !== session.received + call.body.length - 1)
    throw graphError(416, 'ErrorInvalidRange', `Expected bytes ${session.received}- of ${session.size}.`)
  session.chunks.push(call.body)
  session.received += call.body.length
}

const progress = ({ received, expires }: Session): Reply => ({
  status: 200,
  body: { expirationDateTime: expires.toISOString(), nextExpectedRanges: [`${received}-`] },
})

function finish(lab: GraphLab, session: Session, call: Call): Reply {
  const { mail, name, contentType, isInline } = session
  const file = lab.mailbox.attachment({ name, contentType, isInline, bytes: Buffer.concat(session.chunks) })
  mail.attachments.push(file)
  lab.mailbox.touch(mail)
  const owner = `/v1.0/users/${lab.mailbox.address}/messages/${mail.immutableId}`
  return { status: 201, headers: { location: new URL(`${owner}/attachments/${file.id}`, call.url).href } }
}
