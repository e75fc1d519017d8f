/** Ids that no other test uses, since tests share one storage account. */
import { ulid } from 'ulid'

/** As in the agent the id begins with the mail's time; two of one moment come in no order. */
export const freshInvoiceId = (receivedAt = new Date()): string => ulid(receivedAt.getTime())
