/** The options that the desk's commands share. */
import { userInfo } from 'node:os'
import { type Command, Option } from 'commander'
import { type App, appAt, keyOption, urlOption } from '../app-client.ts'

export interface Reading {
  readonly url: string
  readonly key: string
  readonly json?: true
}

export interface Deciding extends Reading {
  readonly who: string
  readonly why?: string
  readonly dryRun?: true
}

export const reading = (command: Command): Command =>
  command
    .addOption(urlOption())
    .addOption(keyOption())
    .option('--json', 'print what the app answers, for machines')

export const deciding = (command: Command): Command =>
  reading(command).addOption(whoOption()).option('--dry-run', 'only say what would be done')

/** Where the machine does not know who is logged in, it has to be said. */
function whoOption(): Option {
  const who = new Option('--who <name>', 'who decides')
  const login = loginName()
  return login === undefined ? who.makeOptionMandatory() : who.default(login, 'your login name')
}

function loginName(): string | undefined {
  try {
    return userInfo().username
  } catch (error) {
    // A user id without a name, as in some containers.
    if (error instanceof Error && 'syscall' in error) return undefined
    throw error
  }
}

export const appOf = (options: Reading): App => appAt(options)

/** The name that nobody typed is said, so that nobody decides under another one unawares. */
export function asWhom(command: Command, { who }: Deciding): string {
  return command.getOptionValueSource('who') === 'default'
    ? `As ${who}, your login name; --who names another.`
    : `As ${who}.`
}
