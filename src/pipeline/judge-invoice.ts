/** Codes an invoice from the vendor list and claims it: it goes on, is held with reasons, or is the second of its kind. */
import { businessKeyOf } from '../domain/business-key.ts'
import { type Doubt, reasonsToHold } from '../domain/doubt.ts'
import type { Entry, Extraction, Findings, Status } from '../domain/entry.ts'
import { fraudSigns } from '../domain/fraud-signs.ts'
import { codingOf } from '../domain/match-vendor.ts'
import { toMoney } from '../domain/money.ts'
import type { Claims } from '../domain/ports/claims.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Vendors } from '../domain/ports/vendors.ts'
import type { Coding, Vendor } from '../domain/vendor.ts'
import { claimInvoice } from './claim-invoice.ts'

export interface JudgeInvoice {
  claims: Claims
  ledger: Ledger
  vendors: Vendors
}

export type Judged = Extract<Status, { state: 'coded' | 'held' | 'duplicate' }>

/** Every run comes to the same judgement as long as vendors, claims and the decisions of persons are the same. */
export async function judgeInvoice(
  deps: JudgeInvoice,
  entry: Entry,
  extraction: Extraction,
): Promise<Judged> {
  const vendors = await deps.vendors.all()
  const coding = codingOf(extraction.fields, entry.arrival.sender.address, vendors)
  const doubts = [...fraudSigns(entry.arrival, extraction.fields, coding, vendors), ...extraction.doubts]
  const findings = findingsOf(extraction, doubts, coding, isChecked(coding, vendors))
  const claimed = await claimInvoice(deps, entry, findings)
  switch (claimed.kind) {
    case 'first':
      return onlyIfSure(entry, findings)
    case 'duplicate':
      return { state: 'duplicate', findings, of: claimed.of, by: claimed.by }
    case 'other-amount':
      return { state: 'held', findings, reasons: [claimed.reason, ...reasonsToHold(doubts)] }
  }
}

/** Held where the policy says so and nobody has approved it. */
function onlyIfSure({ decisions }: Entry, findings: Findings): Judged {
  const reasons = decisions?.approved === undefined ? reasonsToHold(findings.doubts) : []
  return reasons.length === 0 ? { state: 'coded', findings } : { state: 'held', findings, reasons }
}

/** A vendor that was stored before there was a choice is checked. */
const isChecked = ({ vendorId }: Coding, vendors: readonly Vendor[]): boolean =>
  vendors.find((vendor) => vendor.vendorId === vendorId)?.checkDuplicates !== false

function findingsOf(
  extraction: Extraction,
  doubts: readonly Doubt[],
  coding: Coding,
  isCheckedByKey: boolean,
): Findings {
  const { fields, source, by, verdict } = extraction
  const amount = fields.totalAmount.value
  const currency = fields.currency.value
  return {
    verdict: verdict === 'could-not-be-read' ? verdict : 'read',
    source,
    by,
    vendorName: fields.vendorName.value ?? undefined,
    invoiceNumber: fields.invoiceNumber.value ?? undefined,
    invoiceDate: fields.invoiceDate.value ?? undefined,
    total: amount !== null && currency !== null ? toMoney(amount, currency) : undefined,
    businessKey: isCheckedByKey ? businessKeyOf(fields, coding) : undefined,
    coding,
    doubts,
  }
}
