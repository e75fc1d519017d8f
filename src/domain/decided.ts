/** What persons decided about an invoice, in words for those who get it and for those who come too late to decide. */
import { mayHaveLeft } from './binding.ts'
import type { Decision, Entry } from './entry.ts'

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

export function decidedOn({ decisions }: Entry): string[] {
  return [
    ...told('Approved by', decisions?.approved),
    ...told('No duplicate, says', decisions?.notDuplicate),
    ...told('An invoice, says', decisions?.isInvoice),
  ]
}

function told(what: string, decision: Decision | undefined): string[] {
  if (decision === undefined) return []
  const why = decision.why === undefined ? '' : `: ${decision.why}`
  return [`${what} ${decision.who} on ${minute(decision.at)}${why}`]
}

/** How the invoice stands, and what could be done about it. */
export function standsAs({ status, decisions }: Entry): string {
  const by = decisions?.approved === undefined ? '' : ` (approved by ${decisions.approved.who})`
  switch (status.state) {
    case 'received':
    case 'coded':
    case 'posting':
      return `it is on its way to accounts payable${by}`
    case 'posted':
    case 'notified':
      return `it was mailed to accounts payable on ${minute(status.postedAt)}${by}`
    case 'held':
      return mayHaveLeft(status)
        ? 'its mail may have left: look for it, then approve (it is sent anew) or reject it'
        : 'it is held: approve, correct or reject it'
    case 'duplicate':
      return `it is a duplicate of ${status.of}: say not-duplicate, correct or reject it`
    case 'parked':
      return `it is parked (${status.why}): redrive or drop its case, or reject it`
    case 'rejected':
      return `it was rejected by ${status.who} on ${minute(status.at)}: ${status.why}`
    case 'not-an-invoice':
      return `it is not an invoice (${status.why}): say is-invoice where it is one`
  }
}

export const decisionNames = ['approve', 'correct', 'reject', 'not-duplicate', 'is-invoice'] as const
export type DecisionName = (typeof decisionNames)[number]

/** What a person can decide as it stands. */
export function decisionsOpen({ status }: Entry): readonly DecisionName[] {
  switch (status.state) {
    case 'held':
      // What was sent has to stand as it is, until it is known.
      return mayHaveLeft(status) ? ['approve', 'reject'] : ['approve', 'correct', 'reject']
    case 'duplicate':
      return ['not-duplicate', 'correct', 'reject']
    case 'parked':
      return ['reject']
    case 'not-an-invoice':
      return ['is-invoice']
    case 'received':
    case 'coded':
    case 'posting':
    case 'posted':
    case 'notified':
    case 'rejected':
      return []
  }
}
