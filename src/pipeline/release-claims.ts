/** Gives back the claims of an invoice that is no invoice for accounts payable after all, and wakes whom they turned away. */
import { mayHaveLeft } from '../domain/binding.ts'
import type { Clock } from '../domain/clock.ts'
import type { Entry, Findings } from '../domain/entry.ts'
import type { ClaimKey, Claims } from '../domain/ports/claims.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Queues } from '../domain/ports/queues.ts'
import { claimKeysOf } from './claim-invoice.ts'

export interface ReleaseClaims {
  claims: Claims
  ledger: Ledger
  queues: Queues
  clock: Clock
}

/** Woken at once; whoever is left waits for the next owner's end, and only one of them could go on anyway. */
const mostWoken = 100

/**
 * To be called behind the change that ends the invoice, and again whenever that change is found done: a claim that is
 * still there tells that a run was cut short.
 */
export async function releaseClaims(
  deps: ReleaseClaims,
  entry: Entry,
  findings: Findings | undefined,
): Promise<void> {
  for (const key of claimKeysOf(entry, findings)) await releaseClaim(deps, key, entry.invoiceId)
}

/** Wakes first: whoever is woken takes the claim over, since its owner does not bind any more. */
export async function releaseClaim(deps: ReleaseClaims, key: ClaimKey, invoiceId: string): Promise<void> {
  if ((await deps.claims.find(key))?.invoiceId !== invoiceId) return
  await wakeWaiting(deps, key, invoiceId)
  await deps.claims.release(key, invoiceId)
}

export async function wakeWaiting(deps: ReleaseClaims, key: ClaimKey, owner: string): Promise<void> {
  for (const waiting of await deps.claims.waiting(key, mostWoken))
    if (waiting !== owner) await wake(deps, key, waiting)
}

async function wake(deps: ReleaseClaims, key: ClaimKey, invoiceId: string): Promise<void> {
  const status = (await deps.ledger.find(invoiceId))?.status
  const isWaiting =
    status?.state === 'received' ||
    status?.state === 'duplicate' ||
    (status?.state === 'held' && !mayHaveLeft(status))
  if (!isWaiting) return deps.claims.stopWaiting(key, invoiceId)
  const since = deps.clock.now().toISOString()
  await deps.queues.put('invoice-stored', { v: 1, since, deferrals: 0, invoiceId })
}
