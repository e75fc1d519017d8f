/** `redrive` and `drop`: what a person does about messages that did not come through. */
import type { Command } from 'commander'
import { caseIdForm } from '../../src/domain/case.ts'
import { AppRefused, readAnswer } from '../app-client.ts'
import { answers, type CaseAnswer } from './answers.ts'
import { print } from './lists.ts'
import { appOf, asWhom, type Deciding, deciding } from './options.ts'
import { caseTable } from './tables.ts'
import { cell } from './text.ts'

type Redriving = Deciding & { all?: true; kind?: string }

export function addCases(program: Command): void {
  deciding(
    program.command('redrive').description('Puts the message of a case, or of many, back into its queue.'),
  )
    .argument('[case]', 'its id, as in the list')
    .option('--all', 'all open cases')
    .option('--kind <kind>', 'all open cases of this kind')
    .option('--why <text>', 'for the audit trail')
    .action(async (id: string | undefined, options: Redriving, command: Command) => {
      const ways = [id, options.all, options.kind].filter((way) => way !== undefined)
      if (ways.length !== 1) command.error('name one case, or say --all, or --kind KIND')
      await (id === undefined ? redriveMany(options, command) : redrive(id, options, command))
    })
  deciding(
    program.command('drop').description('Gives the message of a case up for good; its invoice stays parked.'),
  )
    .argument('<case>', 'its id, as in the list')
    .requiredOption('--reason <text>', 'for the audit trail')
    .action((id: string, options: Deciding & { reason: string }, command: Command) =>
      decide('drop', id, { reason: options.reason }, options, command),
    )
}

const redrive = (id: string, options: Deciding, command: Command): Promise<void> =>
  decide('redrive', id, whyOf(options), options, command)

const whyOf = ({ why }: Deciding) => (why === undefined ? {} : { why })
const words = {
  redrive: {
    now: 'put back',
    before: 'was put back before',
    'dry-run': 'would be put back; nothing was changed',
  },
  drop: { now: 'dropped', before: 'was dropped before', 'dry-run': 'would be dropped; nothing was changed' },
} as const

async function decide(
  decision: keyof typeof words,
  id: string,
  more: Readonly<Record<string, unknown>>,
  options: Deciding,
  command: Command,
): Promise<void> {
  const caseId = id.toLowerCase()
  if (!caseIdForm.test(caseId))
    command.error(`${cell(id)} is no case id: it has 32 digits and letters from a to f`)
  const { who, dryRun } = options
  const answer = await appOf(options).ask('POST', `/desk/cases/${caseId}/${decision}`, {
    who,
    dryRun,
    ...more,
  })
  const { done, case: one } = readAnswer(answers.decidedCase, answer)
  print(
    options,
    answer,
    `${caseId} ${words[decision][done]}. Now ${cell(one.stands, 600)}.\n${asWhom(command, options)}`,
  )
}

/** The app does some hundred at once: it is asked until none is left, or none of the rest can be put back now. */
async function redriveMany(options: Redriving, command: Command): Promise<void> {
  const { who, dryRun, kind } = options
  const which = kind === undefined ? { all: true } : { kind }
  const cases: CaseAnswer[] = []
  let until: string | undefined
  let left: number
  for (;;) {
    const body = { who, ...whyOf(options), dryRun, ...which, ...(until === undefined ? {} : { until }) }
    const answer = readAnswer(answers.redriven, await appOf(options).ask('POST', '/desk/cases/redrive', body))
    cases.push(...answer.cases)
    ;({ left, until } = answer)
    if (dryRun === true || left === 0 || answer.cases.length === 0) break
  }
  const what = dryRun === true ? 'would be put back; nothing was changed' : 'put back'
  const more = dryRun === true && left > 0 ? ` ${left} more would follow.` : ''
  const table = cases.length === 0 ? '' : `${caseTable(cases)}\n`
  print(options, { cases, left }, `${table}${cases.length} ${what}.${more}\n${asWhom(command, options)}`)
  if (dryRun !== true && left > 0)
    throw new AppRefused(
      `${left} could not be put back now, since their invoices are being worked on: try again.`,
    )
}
