/** What a client may write on a mail, when it makes a draft and when it changes a mail later. */
import { z } from 'zod'
import { badRequest } from './errors.ts'
import type { Address, StoredMail } from './stored-mail.ts'

const recipients = z.array(
  z.object({ emailAddress: z.object({ name: z.string().optional(), address: z.string().min(3) }) }),
)

/** Unknown members are refused: Graph does so too, and a typing error would go unseen otherwise. */
const writable = z
  .strictObject({
    '@odata.type': z.string(),
    subject: z.string(),
    body: z.object({ contentType: z.enum(['text', 'html', 'Text', 'HTML']), content: z.string() }),
    toRecipients: recipients,
    ccRecipients: recipients,
    bccRecipients: recipients,
    replyTo: recipients,
    from: recipients.element,
    importance: z.enum(['low', 'normal', 'high']),
    isRead: z.boolean(),
    isDeliveryReceiptRequested: z.boolean(),
    isReadReceiptRequested: z.boolean(),
    categories: z.array(z.string()),
    internetMessageId: z.string().regex(/^<[^<>\s]+>$/),
    internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string().max(995) })),
    singleValueExtendedProperties: z.array(
      z.object({
        id: z
          .string()
          .regex(
            /^\w+ (0x[0-9a-f]+|\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\} (Name .+|Id 0x[0-9a-f]+))$/i,
          ),
        value: z.string(),
      }),
    ),
    attachments: z.array(z.unknown()),
  })
  .partial()

/** Only a draft lets these be changed (docs: "Update message"). */
const draftsOnly = ['subject', 'body', 'toRecipients', 'ccRecipients', 'from', 'internetMessageId'] as const

/** Writes the members on the mail and gives the attachments that came with them. Throws Graph's 400. */
export function applyChanges(mail: StoredMail, body: Record<string, unknown>): readonly unknown[] {
  const parsed = writable.safeParse(body)
  if (!parsed.success) throw badRequest(z.prettifyError(parsed.error))
  const given = parsed.data
  const forbidden = mail.isDraft ? undefined : draftsOnly.find((name) => given[name] !== undefined)
  if (forbidden !== undefined) throw badRequest(`'${forbidden}' can be changed on a draft only.`)
  const foreign = given.internetMessageHeaders?.find(({ name }) => !name.toLowerCase().startsWith('x-'))
  if (foreign !== undefined)
    throw badRequest(`The internet message header name '${foreign.name}' should start with 'x-' or 'X-'.`)
  if (given.subject !== undefined) mail.subject = given.subject
  if (given.body !== undefined)
    mail.body = { ...given.body, contentType: given.body.contentType.toLowerCase() }
  if (given.toRecipients !== undefined) mail.to = addresses(given.toRecipients)
  if (given.ccRecipients !== undefined) mail.cc = addresses(given.ccRecipients)
  if (given.isRead !== undefined) mail.isRead = given.isRead
  if (given.categories !== undefined) mail.categories = given.categories
  if (given.internetMessageId !== undefined) mail.internetMessageId = given.internetMessageId
  if (given.internetMessageHeaders !== undefined) mail.headers = given.internetMessageHeaders
  for (const { id, value } of given.singleValueExtendedProperties ?? []) mail.properties.set(id, value)
  return given.attachments ?? []
}

const addresses = (given: z.infer<typeof recipients>): Address[] =>
  given.map(({ emailAddress: { name, address } }) => ({ name: name ?? address, address }))
