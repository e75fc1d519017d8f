/** Which failures a test is about, as its title says: "FAILURES 7: …", "FAILURES 1, 9: …", "FAILURES 34, in part: …". */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Named {
  readonly number: number
  /** The test shows a part of the failure alone. */
  readonly inPart: boolean
}

const form = /\bFAILURES (\d+(?:, \d+)*)(, in part)?: /g
/** The same at the beginning of a text in a source file: comments that speak of a failure are no test. */
const quoted = /['"`](FAILURES \d+(?:, \d+)*(?:, in part)?: )/g

export function failuresIn(title: string): Named[] {
  return [...title.matchAll(form)].flatMap(([, numbers = '', part]) =>
    numbers.split(', ').map((number) => ({ number: Number(number), inPart: part !== undefined })),
  )
}

/** Numbers that stand in titles under `folder`, read without running a test; shared suites are no test files of their own. */
export function numbersWritten(folder: string): Set<number> {
  const files = globSync('**/*.ts', { cwd: folder })
  const titles = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(quoted)].map(([, title = '']) => title),
  )
  return new Set(titles.flatMap(failuresIn).map(({ number }) => number))
}
