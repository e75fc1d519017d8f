/** `npm run demo`: invoice mail goes through the whole agent on this machine, with an outage on request. */
import { existsSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { buildApp } from '../build.ts'
import { type Cast, castOf } from './cast.ts'
import { askHealth, breakerTable } from './health.ts'
import { outcomeTable } from './outcomes.ts'
import { type Service, services } from './outage.ts'
import { play, type Run } from './play.ts'
import { stopSignal } from '../stop-signal.ts'
import { openStage, type Stage } from './stage.ts'
import { differences } from './verify.ts'

const folder = (text: string): string => {
  if (!existsSync(text)) throw new InvalidArgumentError('there is no such folder')
  return text
}

const options = new Command('npm run demo --')
  .description(
    'Sends invoice mail through the whole agent on this machine alone, and shows what becomes of it.',
  )
  .option('--mail <folder>', 'your own .eml, PDF and XML files instead of the samples', folder)
  .addOption(new Option('--outage <service>', 'take a service away in the middle').choices(services))
  .option('--keep', 'stay up afterwards, until Ctrl-C', false)
  .addHelpText('after', '\nExit code 0 where everything came to the right end, 1 where it did not.')
  .parse()
  .opts<{ mail?: string; outage?: Service; keep: boolean }>()

const tell = (text: string): void => console.log(text)
const interrupted = stopSignal()
const stages = new Set<Stage>()

const demo = run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})
process.exitCode = (await Promise.race([demo, interrupted])) ?? 130
for (const stage of stages) await stage.close()

async function run(): Promise<number> {
  const started = Date.now()
  tell('Building the app.')
  await buildApp()
  const cast = await castOf(options.mail)
  const undisturbed =
    options.outage === undefined ? undefined : await once('First an undisturbed run', cast, undefined)
  const final = await once(
    options.outage === undefined ? 'Azurite, lab and host' : `Now with an outage of ${options.outage}`,
    cast,
    options.outage,
    !options.keep,
  )
  const changed = undisturbed === undefined ? [] : differences(undisturbed.lines, final.lines)
  const faults = [...(undisturbed?.faults ?? []), ...final.faults, ...changed]
  const seconds = ((Date.now() - started) / 1_000).toFixed(0)
  if (faults.length === 0)
    tell(
      `\nAll ${cast.acts.flat().length} mails came to their end, each invoice was mailed once, the poison queues are empty` +
        `${undisturbed === undefined ? '' : ', and the outage changed nothing'}. ${seconds} s in all.`,
    )
  else tell(`\nNot as it should be:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  if (options.keep) await stay()
  return faults.length === 0 ? 0 : 1
}

async function once(title: string, cast: Cast, service: Service | undefined, close = true): Promise<Run> {
  tell(`\n${title}: starting.`)
  const stage = await openStage({})
  stages.add(stage)
  tell(`The app listens on ${stage.host.url}; ${cast.acts.flat().length} mails go in.\n`)
  const done = await play(stage, cast, service, tell)
  tell(`\n${outcomeTable(done.lines)}\n`)
  tell(breakerTable((await askHealth(stage.host.url)).breakers))
  if (close) {
    stages.delete(stage)
    await stage.close()
  }
  return done
}

async function stay(): Promise<void> {
  for (const { host, lab } of stages)
    tell(
      [
        '\nStill up:',
        `  health   ${host.url}/health`,
        `  page     ${host.url}/ops (key: ${host.functionKey})`,
        `  vendors  ${host.url}/vendors (x-functions-key: ${host.functionKey})`,
        `  lab      ${lab.controlUrl}/sent, ${lab.controlUrl}/cards, ${lab.controlUrl}/faults`,
        'Ctrl-C ends it.',
      ].join('\n'),
    )
  await interrupted
}
