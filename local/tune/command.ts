/** The command behind `npm run tune`: options, the trace, exit codes. */
import { readFileSync, statSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { dependencies, type Dependency } from '../../src/domain/dependency.ts'
import type { BreakerSettings } from '../../src/resilience/settings.ts'
import { compare, type Question } from './compare.ts'
import { exampleCalls } from './example.ts'
import { ends, type Ends } from './outages.ts'
import { readTrace } from './read-trace.ts'
import { reportOf } from './report.ts'
import { settingsFrom } from './tried-settings.ts'

interface Options {
  failures?: string
  example?: string | true
  dependency: Dependency
  settings?: string
  ends: Ends
  wastedTry: number
  seed: number
}

/** Ends the command with 2, its message said. */
class BadInput extends Error {}

const largestFile = 200_000_000

const atLeastZero = (text: string): number => {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError('A number from 0.')
  return number
}

/** Where it says what; `error` for what is wrong. */
export interface Screen {
  log(text: string): void
  error(text: string): void
}

/** The exit code: 0 compared, 1 nothing failed, 2 command or trace are wrong. */
export async function tune(args: readonly string[], screen: Screen): Promise<number> {
  try {
    return await run(programFor(screen).parse(args, { from: 'user' }).opts<Options>(), screen)
  } catch (error) {
    // Commander has said what is wrong by then, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof BadInput)) throw error
    screen.error(error.message)
    return 2
  }
}

const programFor = (screen: Screen): Command =>
  new Command('npm run tune --')
    .description('Replays a trace of calls against breaker settings, and says what each would have cost.')
    .addOption(
      new Option(
        '--failures <file>',
        'the trace: CSV or a JSON object a line (docs/tuning.md has the query)',
      ).conflicts('example'),
    )
    .option(
      '--example [setting]',
      'an hour with outages of 15 to 45 s instead, as recorded with that setting (5/5s)',
    )
    .addOption(new Option('--dependency <name>', 'whose calls').choices(dependencies).default('graph'))
    .option('--settings <list>', 'such as 5/60s,3/30s; else the default one and some around it')
    .addOption(new Option('--ends <when>', 'where an outage counts as over').choices(ends).default('late'))
    .option('--wasted-try <seconds>', 'how much delay a try in vain outweighs', atLeastZero, 10)
    .option('--seed <number>', 'of the jitter, and of the example', atLeastZero, 1)
    .addHelpText(
      'after',
      '\nEnds with 0 where it could compare, 1 where nothing failed, 2 where command or trace are wrong.',
    )
    .showHelpAfterError('(--help says more)')
    .configureOutput({
      writeOut: (text) => screen.log(text.trimEnd()),
      writeErr: (text) => screen.error(text.trimEnd()),
    })
    .exitOverride()

async function run(options: Options, screen: Screen): Promise<number> {
  const { dependency, settings: list } = options
  const settings = list?.split(',').map((text) => setting(text, dependency))
  const question: Question = { ...options, settings, calls: await callsOf(options, screen) }
  const comparison = await compare(question)
  if (comparison.rows.length === 0) {
    screen.log(
      `${question.calls.length} calls of ${dependency}, and none failed: there is nothing to compare.`,
    )
    return 1
  }
  screen.log(reportOf(comparison, question))
  return 0
}

function setting(text: string, dependency: Dependency): BreakerSettings {
  try {
    return settingsFrom(text, dependency)
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(error.message, { cause: error })
    throw error
  }
}

async function callsOf(
  { failures: file, example, dependency, seed }: Options,
  screen: Screen,
): Promise<Question['calls']> {
  if (example !== undefined)
    return exampleCalls(setting(example === true ? '5/5s' : example, dependency), dependency, seed)
  if (file === undefined)
    throw new BadInput('a trace is needed: --failures FILE, or --example (--help says more)')
  const { calls, leftOut, others, faults } = readTrace(textOf(file), dependency)
  if (faults.length > 0) throw new BadInput([`${file} was not replayed:`, ...faults].join('\n  - '))
  if (leftOut > 0) screen.log(`${leftOut} calls say nothing of the service and were left out.`)
  if (others > 0) screen.log(`${others} calls are of other dependencies.`)
  return calls
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > largestFile) throw new BadInput(`${file} is over ${largestFile / 1e6} MB`)
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new BadInput(`${file} cannot be read: ${String(error.code)}`, { cause: error })
    throw error
  }
}
