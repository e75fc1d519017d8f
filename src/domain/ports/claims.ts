/** Who owns a mail, a file, a business key. */
import type { BusinessKey } from '../business-key.ts'

export type ClaimKey = { readonly by: 'file'; readonly sha256: string } | BusinessKey

/** Whose claim it is; `amount` lets a claim by business key tell a double from another amount. */
export interface Claim {
  readonly invoiceId: string
  readonly amount?: string | undefined
}

/** A claim in the register; `version` is set where it stood there already. */
export interface Standing extends Claim {
  readonly version?: string | undefined
}

export interface Claims {
  /** Inserts the claim, or gives the one that stands: ours when its invoice id is ours. */
  claim(key: ClaimKey, mine: Claim): Promise<Standing>
  find(key: ClaimKey): Promise<Standing | undefined>
  /** Puts ours in the place of one that does not bind any more. RemoteAnswer 'conflict' where it has changed since. */
  takeOver(key: ClaimKey, standing: Standing, mine: Claim): Promise<void>
  /** Takes the claim away if it is still this invoice's. */
  release(key: ClaimKey, invoiceId: string): Promise<void>
  /** Notes that the invoice was turned away by this claim: a hint for whoever releases it. */
  wait(key: ClaimKey, invoiceId: string): Promise<void>
  /** Who waits for the claim, the first received first; at most `limit` (100). */
  waiting(key: ClaimKey, limit: number): Promise<readonly string[]>
  stopWaiting(key: ClaimKey, invoiceId: string): Promise<void>
}
