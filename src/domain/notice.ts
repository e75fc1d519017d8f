/** What the Teams channel is told about an invoice. */
import { textsOf } from './doubt.ts'
import type { Entry } from './entry.ts'
import { outcomeOf, type Outcome } from './outcome.ts'
import { formatMoney } from './money.ts'
import type { MailRecord } from './ports/ledger.ts'
import type { Notice } from './ports/team.ts'

/** Duplicates stand in the digest; whoever rejected an invoice knows. */
const quiet: readonly Outcome[] = ['not-an-invoice', 'duplicate', 'rejected']

/** The notice about an invoice's outcome; undefined where the outcome is nobody's business but the audit trail's. */
export function noticeOf(entry: Entry): Notice | undefined {
  const { status, arrival } = entry
  const outcome = outcomeOf(status)
  if (outcome === undefined || quiet.includes(outcome)) return undefined
  const findings = 'findings' in status ? status.findings : undefined
  const coding = findings?.coding
  const facts = [
    { name: 'Number', value: findings?.invoiceNumber },
    { name: 'Amount', value: findings?.total === undefined ? undefined : formatMoney(findings.total) },
    { name: 'Coding', value: coding?.kind === 'coded' ? coding.ledgerAccount : coding?.reason },
    { name: 'Approved by', value: entry.decisions?.approved?.who },
    { name: 'No duplicate, says', value: entry.decisions?.notDuplicate?.who },
    { name: 'An invoice, says', value: entry.decisions?.isInvoice?.who },
    { name: 'Mail', value: `${arrival.subject} (${arrival.sender.address})` },
    { name: 'Invoice', value: entry.invoiceId },
  ].flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
  return {
    title: `${findings?.vendorName ?? arrival.sender.address}: ${outcome}`,
    facts,
    text: whyOf(entry),
  }
}

/** What the channel is told about a mail in Junk that a document hangs on. */
export function junkNotice({ mail, why }: MailRecord): Notice {
  const facts =
    mail === undefined
      ? []
      : [
          { name: 'Mail', value: `${mail.subject} (${mail.sender.address})` },
          { name: 'Received', value: mail.receivedAt.toISOString() },
        ]
  const text = 'Nothing was taken from it. Where it is no junk, move it to the inbox: it is then taken in.'
  return { title: why, facts, text }
}

function whyOf({ status, arrival }: Entry): string {
  switch (status.state) {
    case 'held':
      return status.reasons.join(' ')
    case 'parked':
      return status.why
    case 'posted':
    case 'notified':
      return arrival.refusal?.why ?? textsOf(status.findings.doubts).join(' ')
    case 'received':
    case 'coded':
    case 'posting':
    case 'duplicate':
    case 'not-an-invoice':
    case 'rejected':
      return ''
  }
}
