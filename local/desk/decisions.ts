/** `approve`, `correct`, `reject`, `not-duplicate`, `is-invoice`: what a person decides about one invoice. */
import type { Command } from 'commander'
import { invoiceIdForm } from '../../src/domain/ids.ts'
import { fieldNames } from '../../src/domain/reading.ts'
import { readAnswer } from '../app-client.ts'
import { answers } from './answers.ts'
import { print } from './lists.ts'
import { appOf, asWhom, type Deciding, deciding } from './options.ts'
import { cell } from './text.ts'

interface Words {
  readonly done: string
  readonly before: string
}

export function addDecisions(program: Command): void {
  const decision = (name: string, description: string) =>
    deciding(
      program
        .command(name)
        .description(description)
        .argument('<invoice>', 'its id, as in the list and the mail'),
    )
  decision('approve', 'A held invoice goes to accounts payable in spite of what held it.')
    .option('--why <text>', 'for the audit trail and the mail')
    .action((id: string, options: Deciding, command: Command) =>
      decide('approve', id, {}, { done: 'approved', before: 'was approved before' }, options, command),
    )
  decision('correct', 'Sets what was misread of an invoice that waits; it is judged anew.')
    .requiredOption(
      '--set <field=value...>',
      `${fieldNames.join(', ')}; amounts as 1190.00, dates as 2026-11-24; nothing behind = takes the value away`,
    )
    .option('--why <text>', 'for the audit trail')
    .action((id: string, options: Deciding & { set: string[] }, command: Command) => {
      const fields = fieldsOf(options.set, command)
      return decide(
        'correct',
        id,
        { fields },
        { done: 'corrected', before: 'stood like this before' },
        options,
        command,
      )
    })
  decision('reject', 'An invoice that waits is not to be paid: it never goes to accounts payable.')
    .requiredOption('--why <text>', 'for the audit trail')
    .action((id: string, options: Deciding, command: Command) =>
      decide('reject', id, {}, { done: 'rejected', before: 'was rejected before' }, options, command),
    )
  decision('not-duplicate', 'A duplicate is none: it is judged anew.')
    .option('--why <text>', 'for the audit trail and the mail')
    .action((id: string, options: Deciding, command: Command) =>
      decide(
        'not-duplicate',
        id,
        {},
        { done: 'taken for no duplicate', before: 'was taken for none before' },
        options,
        command,
      ),
    )
  decision('is-invoice', 'A document that was taken for no invoice is one: it is judged anew.')
    .option('--why <text>', 'for the audit trail and the mail')
    .action((id: string, options: Deciding, command: Command) =>
      decide(
        'is-invoice',
        id,
        {},
        { done: 'taken for an invoice', before: 'was taken for one before' },
        options,
        command,
      ),
    )
}

async function decide(
  decision: string,
  id: string,
  more: Readonly<Record<string, unknown>>,
  words: Words,
  options: Deciding,
  command: Command,
): Promise<void> {
  const invoiceId = id.toUpperCase()
  if (!invoiceIdForm.test(invoiceId))
    command.error(`${cell(id)} is no invoice id: it has 26 letters and digits`)
  const { who, why, dryRun } = options
  const answer = await appOf(options).ask('POST', `/desk/invoices/${invoiceId}/${decision}`, {
    who,
    ...(why === undefined ? {} : { why }),
    dryRun,
    ...more,
  })
  const { done, invoice } = readAnswer(answers.decided, answer)
  const did = {
    now: words.done,
    before: words.before,
    'dry-run': `would be ${words.done}; nothing was changed`,
  }[done]
  print(
    options,
    answer,
    `${invoiceId} ${did}. Now ${cell(invoice.stands, 600)}.\n${asWhom(command, options)}`,
  )
}

/** `name=value`; an empty value is none. */
function fieldsOf(set: readonly string[], command: Command): Record<string, string | null> {
  const pairs = set.map((text) => {
    const [name = '', value] = text.split(/=(.*)/s)
    if (value === undefined || !(fieldNames as readonly string[]).includes(name))
      command.error(`--set ${cell(text)}: write field=value, with a field of ${fieldNames.join(', ')}`)
    return [name, value === '' ? null : (value ?? null)] as const
  })
  return Object.fromEntries(pairs)
}
