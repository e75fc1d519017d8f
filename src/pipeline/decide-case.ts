/** How a person's decision meets a case: put back or given up, safe to press twice, and told where it stands otherwise. */
import { caseStandsAs } from '../domain/case-stands.ts'
import type { Case, CaseState } from '../domain/case.ts'
import { DecisionConflict } from '../domain/errors.ts'
import { dropCase, type DropCase } from './drop-case.ts'
import { redriveCase, type RedriveCase } from './redrive-case.ts'

export interface AskCase {
  readonly caseId: string
  readonly who: string
  readonly why?: string | undefined
  /** Only says what would be done. */
  readonly dryRun?: boolean | undefined
}

export interface DecidedCase {
  readonly one: Case
  /** `before`: it was done already, by whoever. */
  readonly done: 'now' | 'before' | 'dry-run'
}

/** undefined where there is no such case. Throws DecisionConflict where it was dropped, or somebody drops it meanwhile. */
export const makeRedrive =
  (deps: RedriveCase) =>
  (ask: AskCase): Promise<DecidedCase | undefined> =>
    decideCase(deps, ask, 'redriven', (one) => redriveCase(deps, one, ask))

/** undefined where there is no such case. Throws DecisionConflict where it was put back, or somebody does so meanwhile. */
export const makeDrop =
  (deps: DropCase) =>
  (ask: AskCase & { why: string }): Promise<DecidedCase | undefined> =>
    decideCase(deps, ask, 'dropped', (one) => dropCase(deps, one, { who: ask.who, reason: ask.why }))

async function decideCase(
  { cases, clock }: DropCase,
  { caseId, dryRun }: AskCase,
  wished: Exclude<CaseState, 'open'>,
  act: (one: Case) => Promise<Case>,
): Promise<DecidedCase | undefined> {
  const one = await cases.find(caseId)
  if (one === undefined) return undefined
  const isOpen = one.state === 'open'
  if (isOpen && dryRun === true) return { one, done: 'dry-run' }
  const after = isOpen ? await act(one) : one
  if (after.state !== wished)
    throw new DecisionConflict(`Case ${caseId} cannot be ${wished}: ${caseStandsAs(after, clock.now())}.`)
  return { one: after, done: isOpen ? 'now' : 'before' }
}
