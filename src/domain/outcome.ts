/** How an invoice ended, in the words that people use, and the lists that it then stands on. */
import type { Status } from './entry.ts'

/** The outcome's name as DESIGN's table has it; undefined while the invoice is still moving. */
export type Outcome =
  | 'posted'
  | 'needs coding'
  | 'could not be read'
  | 'refused'
  | 'held'
  | 'duplicate'
  | 'not-an-invoice'
  | 'parked'
  | 'rejected'

export function outcomeOf(status: Status): Outcome | undefined {
  switch (status.state) {
    case 'received':
    case 'coded':
    case 'posting':
      return undefined
    case 'posted':
    case 'notified':
      if (status.findings.verdict === 'refused') return 'refused'
      if (status.findings.verdict === 'could-not-be-read') return 'could not be read'
      return status.findings.coding.kind === 'needs-coding' ? 'needs coding' : 'posted'
    case 'held':
    case 'duplicate':
    case 'not-an-invoice':
    case 'parked':
    case 'rejected':
      return status.state
  }
}

/** Outcomes that a person has something to do about, each with a list of its own. */
export const listedOutcomes = ['held', 'duplicate', 'parked', 'refused'] as const satisfies readonly Outcome[]
export type ListedOutcome = (typeof listedOutcomes)[number]

/** A list of invoices: those of one outcome, or what came in on a day (UTC). */
export type IndexName = ListedOutcome | `day:${string}`

export const dayIndex = (receivedAt: Date): IndexName => `day:${receivedAt.toISOString().slice(0, 10)}`

export const isListed = (name: string | undefined): name is ListedOutcome =>
  (listedOutcomes as readonly (string | undefined)[]).includes(name)

/** The list that the invoice stands on while it is so. */
export function listOf(status: Status): ListedOutcome | undefined {
  const outcome = outcomeOf(status)
  return isListed(outcome) ? outcome : undefined
}
