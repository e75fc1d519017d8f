/** What the Teams channel is told about messages that did not come through: counts, and what to do; never their text. */
import type { Case } from './case.ts'
import type { Notice } from './ports/team.ts'

/** One notice for all of them. */
export function caseNotice(cases: readonly Case[], needsPerson: (one: Case) => boolean): Notice {
  const waiting = cases.filter(needsPerson).length
  const counts = new Map<string, number>()
  for (const { step, kind } of cases) {
    const name = `${step}: ${kind}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const passing = cases.length - waiting
  const text = [
    waiting === 0 ? '' : `${waiting} need a person: npm run desk -- list`,
    passing === 0 ? '' : `${passing} go back by themselves.`,
  ]
  return {
    title: `${cases.length} ${cases.length === 1 ? 'message' : 'messages'} did not come through`,
    facts: [...counts].map(([name, count]) => ({ name, value: String(count) })),
    text: text.filter((part) => part !== '').join(' '),
  }
}
