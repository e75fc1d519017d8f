/** A case as the desk shows it: in the list without its message, which may hold anything; alone with message and history. */
import { caseStandsAs, goesByItself } from '../domain/case-stands.ts'
import { type Case, invoiceOf } from '../domain/case.ts'
import type { CaseAnswer, WholeCaseAnswer } from './answers/case.ts'
import type { Told } from './answers/told.ts'

export function caseView(one: Case, now: Date): Told<CaseAnswer> {
  const { caseId, step, kind, why, dependency, state, firstSeen, lastSeen, redrives } = one
  return {
    caseId,
    step,
    kind,
    why,
    dependency: dependency ?? null,
    state,
    stands: caseStandsAs(one, now),
    goesByItself: state === 'open' && goesByItself(one, now),
    firstSeen: firstSeen.toISOString(),
    lastSeen: lastSeen.toISOString(),
    redrives,
    invoiceId: invoiceOf(one) ?? null,
  }
}

export function wholeCaseView(one: Case, now: Date): Told<WholeCaseAnswer> {
  return {
    ...caseView(one, now),
    message: one.message,
    history: one.history.map(({ at, who, what }) => ({ at: at.toISOString(), who, what })),
  }
}
