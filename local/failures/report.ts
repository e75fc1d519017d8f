/** What a run of the tests says, from the report of vitest's JSON reporter. */
import { relative } from 'node:path'
import { z } from 'zod'

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

export interface Run {
  readonly tests: readonly { readonly file: string; readonly title: string; readonly passed: boolean }[]
  /** Files that could not be run at all: what they hold is not known. */
  readonly broken: readonly string[]
}

/** Tests that were left out by the filter are left out here. Throws where the text is no such report. */
export function readReport(text: string, root: string): Run {
  const files = report.parse(JSON.parse(text)).testResults
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({
        file: relative(root, name).replaceAll('\\', '/'),
        title: fullName,
        passed: status === 'passed',
      })),
  )
  const isBroken = ({ status, assertionResults }: (typeof files)[number]) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  return { tests, broken: files.filter(isBroken).map(({ name }) => relative(root, name)) }
}
