/** `npm run intake`: has a running app take in what came since a day, also from before its start of intake. */
import Table from 'cli-table3'
import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { type IntakeAnswer, intakeAnswer } from '../src/functions/answers/intake.ts'
import { appAt, AppRefused, keyOption, readAnswer, urlOption } from './app-client.ts'

type Day = IntakeAnswer['days'][number]

interface Options {
  readonly since: string
  readonly dryRun: boolean
  readonly url: string
  readonly key: string
}

await new Command('npm run intake --')
  .description(
    'Takes in the mail of the invoice folders since a day. Mail that has an outcome stays as it is.',
  )
  .requiredOption('--since <date>', 'the first day, such as 2026-01-31 (UTC)', dayOf)
  .option('--dry-run', 'count and queue nothing', false)
  .addOption(urlOption())
  .addOption(keyOption())
  .addHelpText('after', '\nExit code: 0 when all was counted or queued, 1 otherwise.')
  .action(takeIn)
  .parseAsync()

function dayOf(text: string): string {
  if (z.iso.date().safeParse(text).success) return text
  throw new InvalidArgumentError('Give a date such as 2026-01-31.')
}

async function takeIn(options: Options): Promise<void> {
  const days = new Map<string, Day>()
  let at: unknown
  do {
    const answer = await ask(options, at)
    if (typeof answer === 'string') {
      if (days.size > 0) console.log(tableOf(days))
      console.error(`Not all was ${options.dryRun ? 'counted' : 'queued'}: ${answer}`)
      console.error('Run it again: mail that was taken in is not taken in twice.')
      process.exitCode = 1
      return
    }
    for (const day of answer.days) days.set(day.day, sum(day.day, [days.get(day.day), day]))
    at = answer.next ?? undefined
  } while (at !== undefined)
  console.log(days.size === 0 ? `No mail since ${options.since}.` : tableOf(days))
  if (options.dryRun) console.log('Nothing was queued.')
}

/** The page, or in words why there is none. */
async function ask({ since, dryRun, url, key }: Options, at: unknown): Promise<IntakeAnswer | string> {
  try {
    return readAnswer(intakeAnswer, await appAt({ url, key }).ask('POST', '/intake', { since, dryRun, at }))
  } catch (error) {
    if (error instanceof AppRefused) return error.message
    throw error
  }
}

function tableOf(days: ReadonlyMap<string, Day>): string {
  const table = new Table({ head: ['day', 'mails', 'known', 'queued'], style: { head: [], border: [] } })
  const inOrder = [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1))
  for (const { day, mails, known, queued } of [...inOrder, sum('all', inOrder)])
    table.push([day, mails, known, queued])
  return table.toString()
}

function sum(day: string, parts: readonly (Day | undefined)[]): Day {
  const total = { day, mails: 0, known: 0, queued: 0 }
  for (const part of parts) {
    total.mails += part?.mails ?? 0
    total.known += part?.known ?? 0
    total.queued += part?.queued ?? 0
  }
  return total
}
