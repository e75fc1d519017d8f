/** `npm run breakers`: how the breakers of a running app stand, in all its processes, and the levers. */
import { Argument, Command, Option } from 'commander'
import { dependencies } from '../src/domain/dependency.ts'
import { breakersAnswer, pulledAnswer } from '../src/functions/answers/breakers.ts'
import { type AppAddress, appAt, AppRefused, keyOption, readAnswer, urlOption } from './app-client.ts'
import { leverLine, statusText } from './breakers/tables.ts'
import { untilOf } from './breakers/until.ts'

type Speaking = AppAddress & { json: boolean }
type Pulling = Speaking & { who: string; why: string; until?: string }

const program = new Command('npm run breakers --').description(
  'The breakers of a running app. Ends with 0 where the app did what was asked, else with 1 and the reason.',
)

speaking(program.command('status').description('How they stand, in every process.')).action(status)
lever('isolate', 'No process calls it any more, until it is released or the time is over.').addOption(
  new Option('--until <time>', 'a span such as 30m or 2h, or a moment').argParser((text) =>
    untilOf(text, new Date()),
  ),
)
lever('release', 'Back to closed, in every process; the count starts at zero.')
lever('probe', 'Where it is open, the next call goes as the probe, in every process.')

await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof AppRefused)) throw error
  console.error(error.message)
  process.exitCode = 1
})

function lever(action: string, description: string): Command {
  return speaking(program.command(action).description(description))
    .addArgument(new Argument('<name>', 'the breaker').choices(dependencies))
    .requiredOption('--who <name>', 'who you are, for the audit')
    .requiredOption('--why <reason>', 'for the audit')
    .action((name: string, options: Pulling) => pull(action, name, options))
}

function speaking(command: Command): Command {
  return command.addOption(urlOption()).addOption(keyOption()).option('--json', 'the answer as JSON', false)
}

async function status(options: Speaking): Promise<void> {
  const answer = await appAt(options).ask('GET', '/breakers')
  console.log(options.json ? JSON.stringify(answer, null, 2) : statusText(readAnswer(breakersAnswer, answer)))
}

async function pull(action: string, name: string, options: Pulling): Promise<void> {
  const { who, why, until } = options
  const body = { who, why, ...(until === undefined ? {} : { until }) }
  const answer = await appAt(options).ask('POST', `/breakers/${name}/${action}`, body)
  const { lever: pulled, reach } = readAnswer(pulledAnswer, answer)
  console.log(options.json ? JSON.stringify(answer, null, 2) : `${leverLine(pulled)}; ${reach}.`)
}
