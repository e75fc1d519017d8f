/** An invoice as the desk shows it: what it is, how it stands and why, what can be done. */
import { decidedOn, decisionsOpen, standsAs } from '../domain/decided.ts'
import { type Entry, findingsIn } from '../domain/entry.ts'
import { outcomeOf } from '../domain/outcome.ts'
import { toDecimal } from '../domain/money.ts'
import type { Shown } from '../pipeline/show-invoice.ts'
import type { InvoiceAnswer, WholeInvoiceAnswer } from './answers/invoice.ts'
import type { Told } from './answers/told.ts'

export function invoiceView(entry: Entry): Told<InvoiceAnswer> {
  const { invoiceId, status, arrival } = entry
  const findings = findingsIn(status)
  return {
    invoiceId,
    state: status.state,
    outcome: outcomeOf(status) ?? null,
    stands: standsAs(entry),
    reasons: reasonsOf(entry),
    duplicateOf: status.state === 'duplicate' ? status.of : null,
    vendor: findings?.vendorName ?? null,
    invoiceNumber: findings?.invoiceNumber ?? null,
    invoiceDate: findings?.invoiceDate ?? null,
    amount: findings?.total === undefined ? null : toDecimal(findings.total),
    currency: findings?.total?.currency ?? null,
    coding: findings?.coding ?? null,
    receivedAt: arrival.receivedAt.toISOString(),
    from: arrival.sender.address,
    subject: arrival.subject,
    documents: arrival.documents.map(({ name }) => name),
    decided: decidedOn(entry),
    /** The decisions that can be taken now. */
    can: decisionsOpen(entry),
  }
}

export function shownView({ entry, extraction, audit }: Shown): Told<WholeInvoiceAnswer> {
  return {
    ...invoiceView(entry),
    doubts: findingsIn(entry.status)?.doubts ?? extraction?.doubts ?? [],
    fields: extraction?.fields ?? null,
    readBy: extraction?.source ?? null,
    /** In the order of `/documents/N`, from 1; the first is the one that was read. */
    files: entry.arrival.documents.map(({ name, contentType, size }) => ({ name, contentType, size })),
    audit: audit.map(({ at, who, what }) => ({ at: at.toISOString(), who, what })),
  }
}

function reasonsOf({ status }: Entry): readonly string[] {
  switch (status.state) {
    case 'held':
      return status.reasons
    case 'duplicate':
      return [status.by === 'file' ? 'the same file' : 'the same vendor, number and amount']
    case 'parked':
    case 'rejected':
    case 'not-an-invoice':
      return [status.why]
    case 'posted':
    case 'notified':
      return outcomeOf(status) === 'refused' ? status.findings.doubts.map(({ text }) => text) : []
    case 'received':
    case 'coded':
    case 'posting':
      return []
  }
}
