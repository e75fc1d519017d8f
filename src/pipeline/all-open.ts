/** Every open case; there are few, and they lie together. */
import type { Case } from '../domain/case.ts'
import type { Cases } from '../domain/ports/cases.ts'

export async function allOpen(cases: Cases): Promise<Case[]> {
  const found: Case[] = []
  let after: string | undefined
  do {
    const page = await cases.open(after)
    found.push(...page.cases)
    after = page.next
  } while (after !== undefined)
  return found
}
