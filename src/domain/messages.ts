/** What travels on the queues: ids and small facts, versioned. Documents and readings stay in blobs. */
import { z } from 'zod'
import { BadMessage } from './errors.ts'
import { invoiceIdForm } from './ids.ts'

/**
 * Every message says its version, when its work first came up and how often it was put off.
 * No field may be called id, popReceipt, dequeueCount or insertionTime: the host would let it shadow its own.
 */
const envelope = {
  v: z.literal(1),
  /** When this work first came up (ISO). */
  since: z.iso.datetime(),
  /** How often it was put back because a dependency was away; counted apart from the host's attempts. */
  deferrals: z.int().min(0).default(0),
  /** The transaction that it belongs to (W3C `traceparent`), so that all steps of one mail are seen as one; no work depends on it. */
  trace: z
    .string()
    .regex(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/)
    .optional()
    .catch(undefined),
}

const mailId = z.string().min(1).max(1024)
const invoiceId = z.string().regex(invoiceIdForm)

export const messageSchemas = {
  /** Looking after the mailbox beside the schedule; see pipeline/check-mailbox.ts. */
  'mailbox-check': z.object({ ...envelope, work: z.enum(['catch-up', 'renew-if-due', 'renew']) }),
  'mail-received': z.object({
    ...envelope,
    mailId,
    /** `junk`: it lies in Junk and is reported, never posted. */
    source: z.enum(['poll', 'notification', 'request', 'reconcile', 'junk']),
  }),
  'invoice-stored': z.object({ ...envelope, invoiceId }),
  'invoice-ready': z.object({ ...envelope, invoiceId }),
  /** About an invoice, or about a mail that lies in Junk. */
  notification: z.union([z.object({ ...envelope, invoiceId }), z.object({ ...envelope, mailId })]),
} as const

export type QueueName = keyof typeof messageSchemas
export type MessageOf<Q extends QueueName> = z.infer<(typeof messageSchemas)[Q]>
export type Message = MessageOf<QueueName>

export const queueNames = Object.keys(messageSchemas) as QueueName[]

/** The message as its queue wants it; a BadMessage that says what is wrong otherwise. */
export function readMessage<Q extends QueueName>(queue: Q, body: unknown): MessageOf<Q> {
  const parsed = messageSchemas[queue].safeParse(body)
  if (parsed.success) return parsed.data as MessageOf<Q>
  const version = typeof body === 'object' && body !== null && 'v' in body ? body.v : undefined
  const why =
    version !== undefined && version !== 1
      ? `version ${JSON.stringify(version)} is not known to this release`
      : z.prettifyError(parsed.error)
  throw new BadMessage(`not a message of ${queue}: ${why}`)
}
