/** Ids that no other test uses, since tests share one storage account. */
import { ulid } from 'ulid'

export const freshInvoiceId = (): string => ulid()
