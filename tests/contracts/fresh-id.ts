/** Ids that no other test uses, since tests share one storage account; each sorts behind the one before. */
import { monotonicFactory, ulid } from 'ulid'

const next = monotonicFactory()

/** With the mail's time the id begins with it, as in the agent; two of one moment then come in no order. */
export const freshInvoiceId = (receivedAt?: Date): string =>
  receivedAt === undefined ? next() : ulid(receivedAt.getTime())
