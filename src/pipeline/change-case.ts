/** Reads a case, changes it and stores it; where somebody else was first, once more from what stands there now. */
import type { Case } from '../domain/case.ts'
import { isAnswer } from '../domain/errors.ts'
import type { Cases } from '../domain/ports/cases.ts'

/** `change` gives the case as it shall be, or the one it was given where nothing is to be done. */
export async function changeCase<C extends Case | undefined>(
  cases: Cases,
  caseId: string,
  change: (known: Case | undefined) => C,
): Promise<C | Case> {
  try {
    return await attempt(cases, caseId, change)
  } catch (error) {
    if (!isAnswer(error, 'conflict')) throw error
    return attempt(cases, caseId, change)
  }
}

async function attempt<C extends Case | undefined>(
  cases: Cases,
  caseId: string,
  change: (known: Case | undefined) => C,
): Promise<C | Case> {
  const known = await cases.find(caseId)
  const changed = change(known)
  return changed === undefined || changed === known ? changed : cases.save(changed)
}
