/** Puts many cases back at one word of a person: all that are open, or all of a kind. */
import type { Case } from '../domain/case.ts'
import { isAnswer } from '../domain/errors.ts'
import { allOpen } from './all-open.ts'
import { redriveCase, type RedriveCase } from './redrive-case.ts'

export interface AskMany {
  readonly who: string
  readonly why?: string | undefined
  /** Left out: whatever its kind. */
  readonly kind?: string | undefined
  /** Only what was last seen up to then: what comes back meanwhile is not put back a second time. */
  readonly until?: Date | undefined
  /** Only says what would be done. */
  readonly dryRun?: boolean | undefined
}

export interface RedrivenMany {
  /** What was put back, or would be; the first seen first. */
  readonly cases: readonly Case[]
  /** As many more wait for another call. */
  readonly left: number
  readonly until: Date
}

/** So many at once take some seconds; the platform lets an HTTP call run for four minutes. */
const most = 200

/** One whose invoice somebody else works on just now stays open and counts as left. */
export function makeRedriveMany(deps: RedriveCase): (ask: AskMany) => Promise<RedrivenMany> {
  return async ({ who, why, kind, until = deps.clock.now(), dryRun }) => {
    const meant = (await allOpen(deps.cases))
      .filter((one) => (kind === undefined || one.kind === kind) && one.lastSeen <= until)
      .toSorted((a, b) => a.firstSeen.getTime() - b.firstSeen.getTime())
    const now = meant.slice(0, most)
    const cases = dryRun === true ? now : await redriven(deps, now, { who, why })
    return { cases, left: meant.length - cases.length, until }
  }
}

async function redriven(
  deps: RedriveCase,
  open: readonly Case[],
  by: { who: string; why: string | undefined },
): Promise<Case[]> {
  const done: Case[] = []
  for (const one of open) {
    try {
      done.push(await redriveCase(deps, one, by))
    } catch (error) {
      if (!isAnswer(error, 'conflict')) throw error
    }
  }
  return done
}
