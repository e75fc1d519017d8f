/** How the agent stands against each failure: the table beside what the tests said. */
import type { Run } from './report.ts'
import type { Failure } from './table.ts'
import { failuresIn } from './titles.ts'

export interface Verdict extends Failure {
  /** `missing`: no test bears the number, and one is due; `later`: none does, and none is due. */
  readonly verdict: 'pass' | 'fail' | 'missing' | 'later'
  /** Where its tests are, each file once; "(in part)" where the file shows a part alone. */
  readonly files: readonly string[]
}

export function verdictsOn(table: readonly Failure[], { tests }: Run): Verdict[] {
  return table.map((failure) => {
    const about = tests.flatMap(({ title, ...test }) =>
      failuresIn(title)
        .filter(({ number }) => number === failure.number)
        .map(({ inPart }) => ({ ...test, inPart })),
    )
    const files = [...new Set(about.map(({ file }) => file))].map((file) =>
      about.every((test) => test.file !== file || test.inPart) ? `${file} (in part)` : file,
    )
    return { ...failure, verdict: verdictOf(failure, about), files }
  })
}

function verdictOf({ due }: Failure, about: readonly { passed: boolean }[]): Verdict['verdict'] {
  if (about.length === 0) return due === 'now' ? 'missing' : 'later'
  return about.every(({ passed }) => passed) ? 'pass' : 'fail'
}

/** Whether a build may go on: of what is not due nothing is asked, unless `all` is. */
export function isGood(verdicts: readonly Verdict[], all: boolean): boolean {
  return verdicts.every(({ verdict, due }) => verdict === 'pass' || (due === 'later' && !all))
}
