/** `npm run failures`: how the agent stands against each failure that it must survive, by the tests that bear its number. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, InvalidArgumentError } from 'commander'
import { buildApp } from './build.ts'
import { readReport } from './failures/report.ts'
import { runFailureTests } from './failures/run-tests.ts'
import { summary, verdictTable } from './failures/show.ts'
import { failureTable } from './failures/table.ts'
import { isGood, verdictsOn } from './failures/verdicts.ts'

const file = (path: string): string => {
  if (!existsSync(path)) throw new InvalidArgumentError('there is no such file')
  return path
}

const options = new Command('npm run failures --')
  .description(
    'The failures that the agent must survive: pass, fail, missing, or later, and where the tests are.',
  )
  .option('--report <file>', 'a report of "vitest run --reporter=json" instead of a run of the tests', file)
  .option('--all', 'ask for a passing test of what is not due yet as well', false)
  .addHelpText('after', '\nExit code 1 where a test fails, or a number that is due has none; else 0.')
  .parse()
  .opts<{ report?: string; all: boolean }>()

const root = fileURLToPath(new URL('..', import.meta.url))
const run = readReport(await reportText(), root)
const verdicts = verdictsOn(failureTable(), run)
console.log(`${verdictTable(verdicts)}\n${summary(verdicts)}`)
for (const broken of run.broken) console.log(`Could not be run: ${broken}`)
if (!isGood(verdicts, options.all) || run.broken.length > 0) process.exitCode = 1

async function reportText(): Promise<string> {
  if (options.report !== undefined) return readFileSync(options.report, 'utf8')
  // Some of the tests start the compiled app.
  await buildApp()
  return runFailureTests(root)
}
