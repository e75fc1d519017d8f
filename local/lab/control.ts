/** The lab's control endpoint: what tests do in-process, for another process over HTTP. */
import { z } from 'zod'
import { faultSchema, type Faults } from './faults.ts'
import { lifecycleEvents, type Notifications } from './graph/notifier.ts'
import type { SentMail } from './graph/sending.ts'
import { jsonBody, Refusal, type Call, type Route } from './http.ts'
import type { MailboxControl } from './mailbox-control.ts'
import { answerSchema, type ModelScript } from './openai/script.ts'
import type { RequestLog } from './request-log.ts'
import type { Card } from './teams.ts'

interface Controlled {
  readonly mailbox: MailboxControl
  readonly notifications: Notifications
  readonly faults: Faults
  readonly requests: RequestLog
  readonly sent: readonly SentMail[]
  readonly cards: readonly Card[]
  readonly model: ModelScript
}

const faultRequest = z.object({ service: z.string(), operation: z.string().default('*'), fault: faultSchema })
const answerRequest = z.object({
  contains: z.string(),
  answer: answerSchema,
  times: z.int().min(1).optional(),
})
const attachment = z.object({
  name: z.string(),
  contentType: z.string(),
  contentBytes: z.base64(),
  isInline: z.boolean().optional(),
  kind: z.enum(['file', 'item', 'reference']).optional(),
})
const notificationRequest = z.union([
  z.strictObject({ drop: z.boolean() }),
  z.strictObject({ lifecycle: z.enum(lifecycleEvents), times: z.int().min(1).optional() }),
])
/** A whole mail, or `{ "putFolder": DIR }` for a folder of files. */
const mailRequest = z.union([
  z.strictObject({ putFolder: z.string() }),
  z.strictObject({
    from: z.object({ name: z.string(), address: z.string() }),
    subject: z.string(),
    receivedAt: z.coerce.date().optional(),
    body: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    folder: z.string().optional(),
    internetMessageId: z.string().optional(),
    attachments: z.array(attachment).default([]),
  }),
])

export function controlRoutes(lab: Controlled, now: () => Date): Route[] {
  const route = (method: Route['method'], path: string, answer: (call: Call) => unknown): Route => ({
    service: 'control',
    operation: `${method} ${path}`,
    method,
    path: `/control/${path}`,
    async handle(call) {
      const body = await answer(call)
      return body === undefined ? { status: 204 } : { status: 200, body }
    },
  })
  return [
    route('POST', 'faults', (call) => {
      const { service, operation, fault } = read(call, faultRequest)
      lab.faults.set(service, operation, fault)
    }),
    route('DELETE', 'faults', (call) => lab.faults.clear(call.url.searchParams.get('service') ?? undefined)),
    route('GET', 'faults', () => lab.faults.list()),
    route('GET', 'requests', () => lab.requests.all.filter(({ service }) => service !== 'control')),
    route('GET', 'sent', () => lab.sent.map(described)),
    route('GET', 'cards', () => lab.cards),
    route('POST', 'answers', (call) => {
      const { contains, answer, times } = read(call, answerRequest)
      lab.model.answer(contains, answer, times)
    }),
    route('DELETE', 'answers', () => lab.model.clear()),
    route('POST', 'notifications', async (call) => {
      const given = read(call, notificationRequest)
      if ('drop' in given) lab.notifications.drop(given.drop)
      else await lab.notifications.lifecycle(given.lifecycle, given.times)
    }),
    route('GET', 'notifications', () => lab.notifications.deliveries),
    route('GET', 'subscriptions', () =>
      lab.notifications.subscriptions().map((one) => ({ ...one, clientState: undefined })),
    ),
    route('DELETE', 'subscriptions', () => lab.notifications.forgetSubscriptions()),
    route('GET', 'mails', (call) => lab.mailbox.messages(call.url.searchParams.get('folder') ?? 'Inbox')),
    route('POST', 'mails', async (call) => {
      const given = read(call, mailRequest)
      if ('putFolder' in given) return await lab.mailbox.putFolder(given.putFolder)
      const { receivedAt = now(), attachments, ...mail } = given
      const files = attachments.map(({ contentBytes, ...file }) => ({
        ...file,
        bytes: Buffer.from(contentBytes, 'base64'),
      }))
      return { mailId: lab.mailbox.put({ ...mail, receivedAt, attachments: files }) }
    }),
  ]
}

const refuse = (why: string): Refusal =>
  new Refusal({ status: 400, body: { error: { code: 'BadRequest', message: why } } }, why)

function read<T>(call: Call, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(jsonBody(call, refuse))
  if (parsed.success) return parsed.data
  throw refuse(z.prettifyError(parsed.error))
}

/** Sizes instead of bytes: another process wants to know what left, not to fetch it. */
const described = (mail: SentMail): unknown => ({
  ...mail,
  attachments: mail.attachments.map(({ name, contentType, bytes }) => ({
    name,
    contentType,
    size: bytes.length,
  })),
})
