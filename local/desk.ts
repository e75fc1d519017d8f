/** `npm run desk --`: the desk of a running app for people: what waits, and what they decide. */
import { Command, CommanderError } from 'commander'
import { AppRefused } from './app-client.ts'
import { addCases } from './desk/cases.ts'
import { addDecisions } from './desk/decisions.ts'
import { addLists } from './desk/lists.ts'
import { addShow } from './desk/show.ts'

const program = new Command('npm run desk --')
  .description('What waits for a person in a running app, and what he decides.')
  .addHelpText(
    'after',
    '\nEnds with 0 where it is done, 1 where the app refused or failed, 2 where the command is wrong.',
  )
  .showHelpAfterError('(--help says more)')
  .exitOverride()

addLists(program)
addShow(program)
addDecisions(program)
addCases(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // Commander has said what is wrong by then, or shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!(error instanceof AppRefused)) throw error
  console.error(error.message)
  return 1
}
