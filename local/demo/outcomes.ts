/** What became of each mail, a line an invoice, and the table that shows it. */
import Table from 'cli-table3'
import type { Entry, Findings } from '../../src/domain/entry.ts'
import { outcomeOf } from '../../src/domain/outcome.ts'
import { toDecimal } from '../../src/domain/money.ts'
import { plain } from '../plain-table.ts'
import type { MailInBooks } from './books.ts'

export interface Line {
  readonly mail: string
  readonly vendor: string
  readonly number: string
  readonly amount: string
  readonly coding: string
  readonly outcome: string
  readonly invoiceId: string | undefined
  readonly seconds: number
}

/** The lines of a mail that came to its end, or undefined while one of its invoices moves. */
export function linesOf(mail: string, books: MailInBooks, seconds: number): readonly Line[] | undefined {
  const { record, entries } = books
  if (record.outcome !== 'invoices') return [{ ...emptyLine(mail, seconds), outcome: record.outcome }]
  if (entries.length < record.invoiceIds.length || !entries.every(isDone)) return undefined
  return entries.map((entry) => lineOf(mail, entry, seconds))
}

/** A mail that was sent is done when the channel was told as well. */
function isDone({ status }: Entry): boolean {
  return status.state !== 'posted' && outcomeOf(status) !== undefined
}

function lineOf(mail: string, { invoiceId, status }: Entry, seconds: number): Line {
  const line = { ...emptyLine(mail, seconds), invoiceId, outcome: outcomeOf(status) ?? status.state }
  const findings = 'findings' in status ? status.findings : undefined
  if (findings === undefined) return line
  return {
    ...line,
    vendor: findings.vendorName ?? '',
    number: findings.invoiceNumber ?? '',
    amount: amountOf(findings),
    coding: findings.coding.kind === 'coded' ? findings.coding.ledgerAccount : 'needs coding',
  }
}

const amountOf = ({ total }: Findings): string =>
  total === undefined ? '' : `${toDecimal(total)} ${total.currency}`

const emptyLine = (mail: string, seconds: number): Line => ({
  mail,
  vendor: '',
  number: '',
  amount: '',
  coding: '',
  outcome: '',
  invoiceId: undefined,
  seconds,
})

/** Everything that must be the same in a run with an outage; which of two alike came first may differ. */
export const essence = ({ vendor, number, amount, coding, outcome }: Line): string =>
  [outcome, vendor, number, amount, coding].join(' | ')

export function outcomeTable(lines: readonly Line[]): string {
  const table = new Table({
    head: ['mail', 'vendor', 'number', 'amount', 'coding', 'outcome', 's'],
    colAligns: ['left', 'left', 'left', 'right', 'left', 'left', 'right'],
    ...plain,
    colWidths: [36, 28, 18, 16, 14, 20, 6],
  })
  let last = ''
  for (const { mail, vendor, number, amount, coding, outcome, seconds } of lines) {
    table.push([mail === last ? '' : mail, vendor, number, amount, coding, outcome, seconds.toFixed(1)])
    last = mail
  }
  return table.toString()
}
