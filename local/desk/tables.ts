/** Lists of invoices and of cases as tables. */
import { plainTable } from '../plain-table.ts'
import type { CaseAnswer, InvoiceAnswer } from './answers.ts'
import { cell, minute, restOfWidth } from './text.ts'

export const amountOf = ({ amount, currency }: InvoiceAnswer): string =>
  amount === null ? '' : cell(`${amount} ${currency ?? ''}`)

/** `last` is what the list is about: why it is held, whose duplicate it is, how it stands. */
export function invoiceTable(
  invoices: readonly InvoiceAnswer[],
  last: { head: string; of: (invoice: InvoiceAnswer) => string },
): string {
  const columns = [
    { head: 'invoice', width: 28 },
    { head: 'received (UTC)', width: 18 },
    { head: 'vendor', width: 26 },
    { head: 'number', width: 18 },
    { head: 'amount', width: 17, align: 'right' },
    { head: last.head, width: restOfWidth(112) },
  ] as const
  const rows = invoices.map((invoice) => [
    cell(invoice.invoiceId),
    minute(invoice.receivedAt),
    cell(invoice.vendor ?? invoice.from, 60),
    cell(invoice.invoiceNumber, 60),
    amountOf(invoice),
    cell(last.of(invoice), 600),
  ])
  return plainTable(columns, rows)
}

export function caseTable(cases: readonly CaseAnswer[]): string {
  const columns = [
    { head: 'case', width: 34 },
    { head: 'step', width: 16 },
    { head: 'kind', width: 20 },
    { head: 'first seen (UTC)', width: 18 },
    { head: 'last seen (UTC)', width: 18 },
    { head: 'again', width: 7, align: 'right' },
    { head: 'why', width: restOfWidth(118) },
  ] as const
  const rows = cases.map((one) => [
    cell(one.caseId),
    cell(one.step),
    cell(one.kind),
    minute(one.firstSeen),
    minute(one.lastSeen),
    String(one.redrives),
    cell([one.why, one.invoiceId === null ? '' : `(invoice ${one.invoiceId})`].join(' '), 600),
  ])
  return plainTable(columns, rows)
}
