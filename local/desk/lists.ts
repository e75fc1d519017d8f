/** `held`, `duplicates`, `parked`, `refused`, `day` and `list`: what waits for a person. */
import type { Command } from 'commander'
import { isCalendarDate } from '../../src/domain/dates.ts'
import { readAnswer } from '../app-client.ts'
import { answers, type CaseAnswer, type InvoiceAnswer } from './answers.ts'
import { appOf, type Reading, reading } from './options.ts'
import { caseTable, invoiceTable } from './tables.ts'

/** Whoever has more than this to do looks at the oldest first. */
const mostShown = 1_000

const reasons = { head: 'reasons', of: (invoice: InvoiceAnswer) => invoice.reasons.join(' ') }
const ofWhom = {
  head: 'duplicate of',
  of: ({ duplicateOf, reasons: why }: InvoiceAnswer) => `${duplicateOf ?? ''}: ${why.join(' ')}`,
}
const stands = { head: 'stands', of: (invoice: InvoiceAnswer) => invoice.stands }

export function addLists(program: Command): void {
  const list = (name: string, description: string) => reading(program.command(name).description(description))
  list('held', 'Invoices in doubt that wait for approve, correct or reject.').action((options: Reading) =>
    showInvoices('state=held', 'Nothing is held.', reasons, options),
  )
  list('duplicates', 'Invoices that came before; say not-duplicate of what is none.').action(
    (options: Reading) => showInvoices('state=duplicate', 'There are no duplicates.', ofWhom, options),
  )
  list('parked', 'Invoices whose message did not come through; redrive or drop its case.').action(
    (options: Reading) => showInvoices('state=parked', 'Nothing is parked.', reasons, options),
  )
  list(
    'refused',
    'Documents over the limits, of which accounts payable got a notice; fetch them by hand.',
  ).action((options: Reading) => showInvoices('state=refused', 'Nothing was refused.', reasons, options))
  list('day', 'All invoices that came in on a day, however they stand.')
    .argument('<date>', 'such as 2026-11-24, in UTC')
    .action((date: string, options: Reading, command: Command) => {
      if (!isCalendarDate(date)) command.error(`${date} is no date; write it as 2026-11-24`)
      return showInvoices(`day=${date}`, `Nothing came in on ${date}.`, stands, options)
    })
  list('list', 'Cases: messages that did not come through and wait to be put back or given up.').action(
    showCases,
  )
}

async function showInvoices(
  query: string,
  none: string,
  last: typeof reasons,
  options: Reading,
): Promise<void> {
  const invoices = await pages(async (after) => {
    const answer = await appOf(options).ask('GET', `/desk/invoices?${query}&limit=100${afterText(after)}`)
    const { invoices: rows, next } = readAnswer(answers.invoices, answer)
    return { rows, next }
  })
  print(
    options,
    { invoices: invoices.rows },
    invoices.rows.length === 0 ? none : invoiceTable(invoices.rows, last),
  )
  tellMore(invoices.more)
}

async function showCases(options: Reading): Promise<void> {
  const cases = await pages<CaseAnswer>(async (after) => {
    const answer = await appOf(options).ask('GET', `/desk/cases?${afterText(after).slice(1)}`)
    const { cases: rows, next } = readAnswer(answers.cases, answer)
    return { rows, next }
  })
  const oldestFirst = cases.rows.toSorted((a, b) => (a.firstSeen < b.firstSeen ? -1 : 1))
  print(
    options,
    { cases: oldestFirst },
    oldestFirst.length === 0 ? 'No case is open.' : caseTable(oldestFirst),
  )
  tellMore(cases.more)
}

const afterText = (after: string | null): string =>
  after === null ? '' : `&after=${encodeURIComponent(after)}`

async function pages<T>(
  page: (after: string | null) => Promise<{ rows: readonly T[]; next: string | null }>,
): Promise<{ rows: T[]; more: boolean }> {
  const rows: T[] = []
  let after: string | null = null
  do {
    const found = await page(after)
    rows.push(...found.rows)
    after = found.next
  } while (after !== null && rows.length < mostShown)
  return { rows, more: after !== null }
}

/** Either for machines or for people. */
export function print({ json }: Reading, answer: unknown, text: string): void {
  console.log(json ? JSON.stringify(answer, null, 2) : text)
}

function tellMore(more: boolean): void {
  if (more) console.error(`There are more; these are the first ${mostShown}.`)
}
