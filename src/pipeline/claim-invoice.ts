/** Claims an invoice by its file and by its business key, so that accounts payable gets one mail for one invoice. */
import { businessKeyOf } from '../domain/business-key.ts'
import type { Entry, Extraction, Findings } from '../domain/entry.ts'
import { toDecimal } from '../domain/money.ts'
import type { Claims } from '../domain/ports.ts'

export type Claimed =
  | { readonly kind: 'first' }
  | { readonly kind: 'duplicate'; readonly of: string; readonly by: 'file' | 'business key' }
  | { readonly kind: 'other-amount'; readonly reason: string }

/** Safe to run again: a claim that is already this invoice's counts as just made. */
export async function claimInvoice(
  deps: { claims: Claims },
  { invoiceId, arrival }: Entry,
  extraction: Extraction,
  findings: Findings,
): Promise<Claimed> {
  const [lead] = arrival.documents
  const file = lead === undefined ? undefined : ({ by: 'file', sha256: lead.sha256 } as const)
  if (file !== undefined) {
    const owner = await deps.claims.claim(file, { invoiceId })
    if (owner.invoiceId !== invoiceId) return { kind: 'duplicate', of: owner.invoiceId, by: 'file' }
  }
  const key = businessKeyOf(extraction.fields, findings.coding)
  if (key === undefined) return { kind: 'first' }
  const amount =
    findings.total === undefined ? undefined : `${toDecimal(findings.total)} ${findings.total.currency}`
  const owner = await deps.claims.claim(key, { invoiceId, amount })
  if (owner.invoiceId === invoiceId) return { kind: 'first' }
  if (owner.amount !== amount)
    return {
      kind: 'other-amount',
      reason: `Invoice ${owner.invoiceId} has the same vendor and number but another amount: ${owner.amount ?? 'none read'} there, ${amount ?? 'none read'} here.`,
    }
  // What ends as a duplicate holds no claim of its own.
  if (file !== undefined) await deps.claims.release(file, invoiceId)
  return { kind: 'duplicate', of: owner.invoiceId, by: 'business key' }
}
