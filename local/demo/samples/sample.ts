/** A sample: one mail for the lab mailbox, and what the agent should make of it. */
import type { NewMail } from '../../lab/graph/stored-mail.ts'
import type { Decimal } from '../../../src/domain/money.ts'

export interface SampleMail {
  readonly mail: NewMail
  /** One for each invoice that the mail leads to, in the order of its documents; none or one `not-an-invoice` for other mail. */
  readonly expected: readonly Expected[]
}

/** A field that is absent is not looked at. */
export interface Expected {
  readonly outcome: 'posted' | 'needs coding' | 'could not be read' | 'duplicate' | 'not-an-invoice' | 'held'
  readonly vendorName?: string
  readonly invoiceNumber?: string
  readonly total?: Decimal
  readonly currency?: string
  readonly ledgerAccount?: string
}
