/** What a clerk should know before he pays, and the one table that says which of it holds an invoice. */
import type { FieldName } from './reading.ts'

/** `hold`: a person decides before accounts payable gets it. `tell`: it goes on, and the mail says it first. */
export const policy = {
  /** A known vendor, an account that is not on his list: the commonest fraud there is. */
  'new-bank-account': 'hold',
  /** Model and rules read different values: one of them is wrong. */
  'readers-differ': 'hold',
  /** The page that people see says something else than the data that machines read. */
  'data-differs': 'hold',
  /** A required value was refused for want of evidence, and no other reader has it. */
  'refused-value': 'hold',
  /** Net and tax do not make the total. */
  'sums-differ': 'hold',
  /** The buyer stands where the seller should. */
  'same-parties': 'hold',
  /** An old balance is carried forward, or a sum is misread. */
  'more-due': 'tell',
  'odd-date': 'tell',
  'wrong-tax-id': 'tell',
  'empty-field': 'tell',
  'unverified-sender': 'tell',
  'look-alike-sender': 'tell',
  'hidden-text': 'tell',
  'broken-data': 'tell',
  /** How it was read: by rules alone, off a picture, in parts. */
  'way-of-reading': 'tell',
  unreadable: 'tell',
  refused: 'tell',
} as const satisfies Record<string, 'hold' | 'tell'>

export type DoubtKind = keyof typeof policy

export interface Doubt {
  readonly kind: DoubtKind
  /** In a clerk's words. */
  readonly text: string
  /** The field it is about, if it is about one: corrected by a person, it is no doubt any more. */
  readonly field?: FieldName | undefined
}

export const textsOf = (doubts: readonly Doubt[]): string[] => doubts.map(({ text }) => text)

/** What somebody who wants our money would have done. */
const fraudSigns: readonly DoubtKind[] = [
  'new-bank-account',
  'data-differs',
  'unverified-sender',
  'look-alike-sender',
  'hidden-text',
]

const kindsAmong = (doubts: readonly Doubt[], belongs: (kind: DoubtKind) => boolean): DoubtKind[] => [
  ...new Set(doubts.map(({ kind }) => kind).filter(belongs)),
]

/** Each kind once. */
export const fraudKinds = (doubts: readonly Doubt[]): DoubtKind[] =>
  kindsAmong(doubts, (kind) => fraudSigns.includes(kind))

/** Each kind once. */
export const holdingKinds = (doubts: readonly Doubt[]): DoubtKind[] =>
  kindsAmong(doubts, (kind) => policy[kind] === 'hold')

/** Why the invoice waits for a person; empty where it goes on. */
export const reasonsToHold = (doubts: readonly Doubt[]): string[] =>
  textsOf(doubts.filter(({ kind }) => policy[kind] === 'hold'))
