/** The command line of `npm run doctor`: options in, report and exit code out. */
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { ulid } from 'ulid'
import { z } from 'zod'
import type { Config } from '../../src/config.ts'
import { examine } from './examine.ts'
import type { Wishes } from './installation.ts'
import { exitCodeFor, reportOf } from './report.ts'

type Options = Wishes & { readonly json: boolean }

export interface Terminal {
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
  /** Told of each check before it runs, and of '' when all have. */
  readonly progress: (check: string) => void
  readonly columns: number
}

/** The exit code: 0 where nothing failed, 1 where something did, 2 where the command is wrong. `settings` throws BadConfig. */
export async function doctor(
  args: readonly string[],
  settings: () => Config,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  let code: 0 | 1 | 2 = 0
  const program = programFor(terminal).action(async ({ json, ...wishes }: Options) => {
    const rows = await examine({ settings, wishes, mark: ulid(), onCheck: terminal.progress })
    terminal.progress('')
    terminal.print(json ? JSON.stringify(rows, null, 2) : reportOf(rows, terminal.columns))
    code = exitCodeFor(rows)
  })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    // Commander has said what is wrong by then, or shown the help that was asked for.
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? 0 : 2
  }
  return code
}

const programFor = ({ print, complain }: Terminal): Command =>
  new Command('npm run doctor --')
    .description(
      'Checks every setting and right by a real, harmless call, and says what to do about each failure. ' +
        'Settings as "npm start" reads them: local.settings.json and the environment, which wins. ' +
        'Calls are made as whoever runs this: your "az login", or the application or managed identity that the environment names.',
    )
    .option(
      '--other-mailbox <address>',
      "a mailbox that has to be out of reach (without: accounts payable's)",
      addressOf,
    )
    .option('--teams', 'post a card into the channel, which people see', false)
    .option('--json', 'the findings as JSON', false)
    .addHelpText(
      'after',
      '\nEnds with 0 where nothing failed, 1 where something did, 2 where the command is wrong.',
    )
    .showHelpAfterError('(--help says more)')
    .allowExcessArguments(false)
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: (text) => complain(text.trimEnd()),
    })
    .exitOverride()

function addressOf(text: string): string {
  if (z.email().safeParse(text).success) return text.toLowerCase()
  throw new InvalidArgumentError('Give a mail address such as someone@contoso.com.')
}
