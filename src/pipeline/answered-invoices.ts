/** Finds out which invoices of ours a mail answers, and what of it is only our own mail on its way back. */
import type { Arrival, Entry } from '../domain/entry.ts'
import { sha256 } from '../domain/ids.ts'
import { answersInARow } from '../domain/limits.ts'
import type { Mail } from '../domain/mail.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import { referredInvoices } from '../domain/referred-invoices.ts'
import type { Gathered, GatheredDocument } from './gather-documents.ts'

/** Those that the ledger knows: a token that we never gave out makes no answer. */
export async function answeredInvoices(
  { ledger, mailboxAddress }: { ledger: Ledger; mailboxAddress: string },
  mail: Mail,
): Promise<Entry[]> {
  const found: Entry[] = []
  for (const invoiceId of referredInvoices(mail, mailboxAddress)) {
    const entry = await ledger.find(invoiceId)
    if (entry !== undefined) found.push(entry)
  }
  return found
}

/** The documents that accounts payable already has from us are left out; a new one stays (docs/adr/0019). */
export function withoutOurs(gathered: Gathered, answered: readonly Entry[]): Gathered {
  const ours = new Set(
    answered.flatMap(({ arrival }) => arrival.documents.map((document) => document.sha256)),
  )
  const isOurs = ({ bytes }: GatheredDocument): boolean => bytes !== undefined && ours.has(sha256(bytes))
  return { ...gathered, documents: gathered.documents.filter((document) => !isOurs(document)) }
}

/** What the arrival notes; undefined where the mail answers nothing of ours. */
export function answerOf(answered: readonly Entry[]): Arrival['answers'] {
  const [first] = answered
  if (first === undefined) return undefined
  const rounds = answered.map(({ arrival }) => arrival.answers?.round ?? 0)
  return { invoiceId: first.invoiceId, round: Math.max(...rounds) + 1 }
}

/** Two machines may answer each other with a new file each time: somewhere that has to end. */
export const isLoop = (answers: Arrival['answers']): boolean =>
  answers !== undefined && answers.round > answersInARow
