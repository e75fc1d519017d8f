/** `npm run crash`: kills the agent over and over while mail comes in, and counts what accounts payable got. */
import { Command, InvalidArgumentError } from 'commander'
import { randomInt } from 'node:crypto'
import { buildApp } from '../build.ts'
import { stopSignal } from '../stop-signal.ts'
import { crash, faultsOf } from './crash.ts'
import { makeProgress } from './progress.ts'
import { countTable, pointTable } from './report.ts'

const from =
  (least: number) =>
  (text: string): number => {
    const number = Number(text)
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`A whole number from ${least}.`)
    return number
  }

const broken = 1
const failed = 2
const options = new Command('npm run crash --')
  .description(
    'Runs the whole agent on this machine, ends it by SIGKILL at step boundaries and at random moments while mail comes in, ' +
      'and counts what accounts payable got.',
  )
  .option('--kills <n>', 'how often it is killed', from(1), 100)
  .option('--mails <n>', 'how many mails come in meanwhile', from(1), 300)
  .option('--seed <n>', 'makes mails, faults, points and moments of an earlier run again', from(0))
  .option('--points', 'kill at step boundaries alone', false)
  .option('--minutes <n>', 'how long it may take', from(1), 15)
  .option('--keep', 'keep the data folder, with what the host wrote', false)
  .addHelpText(
    'after',
    '\nExit code 0 where every invoice was mailed once in time and nothing is left over, 1 where not, 2 where the run itself failed.',
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : failed))
  .parse()
  .opts<{ kills: number; mails: number; seed?: number; points: boolean; minutes: number; keep: boolean }>()

const stopping = new AbortController()
void stopSignal().then(() => stopping.abort())

async function run(): Promise<number> {
  const { kills, mails, points, minutes, keep } = options
  const seed = options.seed ?? randomInt(1_000_000)
  console.log(`Seed ${seed}: ${kills} kills, ${mails} mails. Building the app.`)
  await buildApp()
  const progress = makeProgress(process.stdout, kills)
  const result = await crash({
    seed,
    kills,
    mails,
    onlyPoints: points,
    keep,
    stopped: stopping.signal,
    tell: progress.tell,
  })
  progress.end()
  console.log(`${pointTable(result)}\n\n${countTable(result)}\n`)
  if (keep) console.log(`Data, and what the host wrote: ${result.dir}`)
  const took = (result.seconds.killing + result.seconds.settling) / 60
  const late = took > minutes ? [`${took.toFixed(1)} minutes instead of ${minutes} at most`] : []
  const faults = [...faultsOf(result, kills), ...late]
  console.log(
    faults.length === 0
      ? `Every invoice was mailed once, nothing was lost. Seed ${seed}.`
      : `Not as it should be (seed ${seed}):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
  )
  return faults.length === 0 ? 0 : broken
}

try {
  process.exitCode = await run()
} catch (error) {
  if (stopping.signal.aborted) process.exitCode = 130
  else {
    console.error(error instanceof Error ? error.stack : error)
    process.exitCode = failed
  }
}
