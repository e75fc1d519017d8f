/** Invoices in a table, each with the way to its page; with reasons and decisions where they wait for a person. */
import type { Invoice } from './answers.ts'
import { decisionButtons } from './decisions.ts'
import { element } from './element.ts'
import { badge, table } from './table.ts'
import { amountText, timeText } from './words.ts'

type Mood = Parameters<typeof badge>[1]

const moods: Readonly<Record<string, Mood>> = {
  posted: 'good',
  held: 'warn',
  'needs coding': 'good',
  'could not be read': 'warn',
  parked: 'bad',
}

export const outcomeBadge = ({ outcome }: Invoice): HTMLElement =>
  badge(outcome ?? 'on its way', moods[outcome ?? ''] ?? 'plain')

export const invoiceLink = ({ invoiceId, vendor, from }: Invoice): HTMLElement =>
  element('a', { href: `#invoices/${invoiceId}`, 'data-key': `open ${invoiceId}` }, vendor ?? from)

const facts = (invoice: Invoice) => [
  invoiceLink(invoice),
  invoice.invoiceNumber ?? '–',
  amountText(invoice.amount, invoice.currency),
]
const factColumns = [{ head: 'Vendor' }, { head: 'Number' }, { head: 'Amount', align: 'right' as const }]

/** `decided` is called once a decision was taken. */
export const waitingTable = (
  caption: string,
  invoices: readonly Invoice[],
  decided: () => void,
): HTMLElement =>
  table(
    caption,
    [
      ...factColumns,
      { head: 'Received', isShort: true },
      { head: 'Why it waits' },
      { head: 'Decide', isDoing: true },
    ],
    invoices.map((invoice) => ({
      key: invoice.invoiceId,
      cells: [
        ...facts(invoice),
        timeText(invoice.receivedAt),
        reasonsOf(invoice),
        element('span', { class: 'buttons' }, ...decisionButtons(invoice, decided)),
      ],
    })),
    'Nothing waits here.',
  )

export const foundTable = (caption: string, invoices: readonly Invoice[], empty: string): HTMLElement =>
  table(
    caption,
    [...factColumns, { head: 'Received', isShort: true }, { head: 'Outcome' }, { head: 'Mail' }],
    invoices.map((invoice) => ({
      key: invoice.invoiceId,
      cells: [...facts(invoice), timeText(invoice.receivedAt), outcomeBadge(invoice), invoice.subject],
    })),
    empty,
  )

function reasonsOf({ reasons, duplicateOf }: Invoice): (HTMLElement | string)[] {
  const list = element('ul', { class: 'bare' }, ...reasons.map((reason) => element('li', {}, reason)))
  return duplicateOf === null
    ? [list]
    : [list, element('a', { href: `#invoices/${duplicateOf}` }, 'the one it doubles')]
}
