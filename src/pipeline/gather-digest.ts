/** Looks together what the digest tells: short lists that lie ready, never a walk through the ledger. */
import { type Case, invoiceOf } from '../domain/case.ts'
import { after, type Clock } from '../domain/clock.ts'
import { type Digest, sectionOf, toldBackMs } from '../domain/digest.ts'
import type { Entry } from '../domain/entry.ts'
import type { ListedOutcome } from '../domain/outcome.ts'
import { firstIdAt } from '../domain/ids.ts'
import type { Cases } from '../domain/ports/cases.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import { allOpen } from './all-open.ts'

export interface GatherDigest {
  ledger: Ledger
  cases: Cases
  clock: Clock
}

/** Invoices of a list that are looked at; each costs a read. */
const mostLookedAt = 5_000

/** `told` are the duplicates and the refused that earlier digests told of. */
export async function gatherDigest(deps: GatherDigest, told: readonly string[]): Promise<Digest> {
  const first = firstIdAt(after(deps.clock.now(), -toldBackMs))
  const held = await listed(deps.ledger, 'held')
  const parked = await listed(deps.ledger, 'parked')
  const known = new Set(told)
  const news = async (list: ListedOutcome) =>
    (await listed(deps.ledger, list, first)).filter(({ invoiceId }) => !known.has(invoiceId))
  const duplicates = await news('duplicate')
  const refused = await news('refused')
  const cases = await casesBeside(deps.cases, parked)
  return {
    held: sectionOf(held),
    parked: sectionOf(parked),
    duplicates: sectionOf(duplicates),
    refused: sectionOf(refused),
    cases: sectionOf(cases),
    telling: [...duplicates, ...refused].map(({ invoiceId }) => invoiceId),
  }
}

/** The first received first. */
async function listed(ledger: Ledger, list: ListedOutcome, from?: string): Promise<Entry[]> {
  const found: Entry[] = []
  let next = from
  do {
    const page = await ledger.list(list, { after: next, limit: 100 })
    found.push(...page.entries)
    next = page.next
  } while (next !== undefined && found.length < mostLookedAt)
  return found
}

async function casesBeside(cases: Cases, parked: readonly Entry[]): Promise<Case[]> {
  const shown = new Set(parked.map(({ invoiceId }) => invoiceId))
  return (await allOpen(cases))
    .filter((one) => !shown.has(invoiceOf(one) ?? ''))
    .toSorted((a, b) => a.firstSeen.getTime() - b.firstSeen.getTime())
}
