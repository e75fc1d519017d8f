/** The few fields of Graph's answers that the agent reads, in the shape they must have. */
import { z } from 'zod'
import { DependencyFailed } from '../../domain/errors.ts'

const link = z.string().optional()

const change = z.object({
  id: z.string(),
  receivedDateTime: z.coerce.date().optional(),
  hasAttachments: z.boolean().optional(),
  '@removed': z.unknown().optional(),
})

/** Either more of it now, or where to go on next time: without one of them the listing would be lost. */
export const deltaPage = z.union([
  z.object({ value: z.array(change), '@odata.nextLink': z.string() }),
  z.object({ value: z.array(change), '@odata.deltaLink': z.string() }),
])

export const mailPage = z.object({
  value: z.array(
    z.object({ id: z.string(), receivedDateTime: z.coerce.date(), hasAttachments: z.boolean().optional() }),
  ),
  '@odata.nextLink': link,
})

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const person = z
  .object({ emailAddress: z.object({ name: text, address: text }).nullish() })
  .nullish()
  .transform((value) => value?.emailAddress ?? undefined)

const attachment = z.object({
  '@odata.type': z.string().optional(),
  id: z.string(),
  name: text,
  contentType: text,
  size: z.number().nullish(),
  isInline: z.boolean().nullish(),
})
export type AttachmentAnswer = z.infer<typeof attachment>

export const attachmentPage = z.object({ value: z.array(attachment), '@odata.nextLink': link })

export const message = z.object({
  id: z.string(),
  parentFolderId: text,
  receivedDateTime: z.coerce.date(),
  internetMessageId: text,
  subject: text,
  from: person,
  sender: person,
  categories: z.array(z.string()).nullish(),
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: text })).nullish(),
  attachments: z.array(attachment).nullish(),
  'attachments@odata.nextLink': link,
  singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: text })).nullish(),
})

export const draftPage = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      createdDateTime: z.coerce.date(),
      singleValueExtendedProperties: z.array(z.object({ id: z.string(), value: text })).nullish(),
    }),
  ),
  '@odata.nextLink': link,
})

export const draftState = z.object({ id: z.string(), isDraft: z.boolean(), parentFolderId: z.string() })
export const found = z.object({ value: z.array(z.object({ id: z.string() })) })
export const folder = z.object({ id: z.string() })
export const folders = z.object({ value: z.array(z.object({ id: z.string(), displayName: text })) })

export const subscription = z.object({
  id: z.string(),
  notificationUrl: text,
  expirationDateTime: z.coerce.date(),
})
export const subscriptionPage = z.object({ value: z.array(subscription), '@odata.nextLink': link })

export const uploadSession = z.object({ uploadUrl: z.string() })

/** What came, in the shape it must have. DependencyFailed where it has another, as a proxy's page would. */
export function shaped<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new DependencyFailed('graph', 'server-error', {
    mayHaveActed: true,
    cause: new Error(`an answer of another shape: ${z.prettifyError(parsed.error)}`),
  })
}
