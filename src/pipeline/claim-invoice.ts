/** Claims an invoice by its file and by its business key, so that accounts payable gets one mail for one invoice. */
import { binds } from '../domain/binding.ts'
import type { Entry, Findings } from '../domain/entry.ts'
import { isAnswer } from '../domain/errors.ts'
import { toDecimal } from '../domain/money.ts'
import type { Claim, ClaimKey, Claims } from '../domain/ports/claims.ts'
import type { Ledger } from '../domain/ports/ledger.ts'

export type Claimed =
  | { readonly kind: 'first' }
  | { readonly kind: 'duplicate'; readonly of: string; readonly by: 'file' | 'business key' }
  | { readonly kind: 'other-amount'; readonly reason: string }

interface ClaimInvoice {
  claims: Claims
  ledger: Ledger
}

/** What the invoice claims; the file of a document that was never fetched is nobody's. */
export function claimKeysOf({ arrival }: Pick<Entry, 'arrival'>, findings: Findings | undefined): ClaimKey[] {
  const [lead] = arrival.documents
  return [
    ...(lead === undefined ? [] : [{ by: 'file', sha256: lead.sha256 } as const]),
    ...(findings?.businessKey === undefined ? [] : [findings.businessKey]),
  ]
}

/**
 * The invoice is in a state that binds, else two that wait could take the claim from each other and both go on. Safe to
 * run again: a claim that is already this invoice's counts as just made. What persons decided goes before whose
 * the claims are; they stay their owner's.
 */
export async function claimInvoice(deps: ClaimInvoice, entry: Entry, findings: Findings): Promise<Claimed> {
  const { invoiceId, decisions } = entry
  const isOverridden = decisions?.notDuplicate !== undefined
  const { total } = findings
  const amount = total === undefined ? undefined : `${toDecimal(total)} ${total.currency}`
  for (const key of claimKeysOf(entry, findings)) {
    const mine = key.by === 'file' ? { invoiceId } : { invoiceId, amount }
    const owner = await bindingClaim(deps, key, mine)
    if (owner.invoiceId === invoiceId || isOverridden) continue
    if (key.by === 'file' || owner.amount === amount)
      return { kind: 'duplicate', of: owner.invoiceId, by: key.by }
    if (decisions?.approved === undefined)
      return {
        kind: 'other-amount',
        reason: `Invoice ${owner.invoiceId} has the same vendor and number but another amount: ${owner.amount ?? 'none read'} there, ${amount ?? 'none read'} here.`,
      }
  }
  return { kind: 'first' }
}

const tries = 3

/**
 * The claim that stands and binds: ours, or another's whose list of those who wait we stand on by then. Noted before its
 * owner is read: an owner who ends after that finds the note, one who ended before does not bind.
 */
async function bindingClaim(deps: ClaimInvoice, key: ClaimKey, mine: Claim): Promise<Claim> {
  for (let tried = 1; ; tried++) {
    const standing = await deps.claims.claim(key, mine)
    const isOurs = standing.invoiceId === mine.invoiceId
    if (isOurs && standing.amount === mine.amount) return mine
    if (!isOurs) {
      await deps.claims.wait(key, mine.invoiceId)
      if (await stillBinds(deps, standing.invoiceId)) return standing
    }
    try {
      await deps.claims.takeOver(key, standing, mine)
      return mine
    } catch (error) {
      if (!isAnswer(error, 'conflict') || tried === tries) throw error
    }
  }
}

/** Also where the ledger does not know the owner: he may have been posted. */
async function stillBinds(deps: ClaimInvoice, ownerId: string): Promise<boolean> {
  const owner = await deps.ledger.find(ownerId)
  return owner === undefined || binds(owner.status)
}

/** Whether the claim that turned a duplicate away stands as it did; changes nothing. */
export async function isStillDuplicate(
  deps: ClaimInvoice,
  entry: Entry,
  { findings, of, by }: Extract<Entry['status'], { state: 'duplicate' }>,
): Promise<boolean> {
  const key = claimKeysOf(entry, findings).find((each) => each.by === by)
  if (key === undefined) return false
  return (await deps.claims.find(key))?.invoiceId === of && (await stillBinds(deps, of))
}
