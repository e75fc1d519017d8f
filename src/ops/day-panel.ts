/** The day: its invoices by outcome, and by hour what came in and how long it took to accounts payable. */
import type { Overview } from './answers.ts'
import { hourCharts } from './charts.ts'
import { element, show } from './element.ts'
import { table } from './table.ts'
import { durationText } from './words.ts'

type Day = Overview['day']

/** `chosen` is called with a day, or with nothing for today. */
export function dayPanel(chosen: (day: string) => void) {
  const outcomes = element('div')
  const hours = element('div')
  const charts = hourCharts()
  const wished = element('input', { type: 'date', id: 'wished-day', onchange: () => chosen(wished.value) })
  const node = element(
    'section',
    { 'aria-labelledby': 'day' },
    element('h2', { id: 'day' }, 'Invoices of the day'),
    element('div', { class: 'line' }, element('label', { for: 'wished-day' }, 'Day'), wished),
    element('div', { class: 'day' }, outcomes, charts.node),
    element('details', {}, element('summary', {}, 'The charts as a table'), hours),
  )
  return {
    node,
    stop: () => charts.stop(),
    show({ day }: Overview): void {
      if (document.activeElement !== wished) wished.value = day.day
      show(outcomes, day, () => [outcomeTable(day)])
      show(hours, day.hours, () => [hourTable(day)])
      charts.show(day.hours)
    },
  }
}

function outcomeTable({ day, outcomes, counted, isAll, toPayable }: Day): HTMLElement {
  const link = element('a', { href: `#day/${day}` }, 'List them')
  const rows = outcomes.map(({ outcome, count }) => ({ cells: [outcome, count, shareBar(count / counted)] }))
  return element(
    'div',
    {},
    table(
      `${day}, by outcome${isAll ? '' : `, of the first ${counted}`}`,
      [{ head: 'Outcome' }, { head: 'Invoices', align: 'right' }, { head: 'Share' }],
      rows,
      'No invoice came in yet.',
    ),
    element(
      'p',
      { class: 'quiet' },
      toPayable.median === null || toPayable.p95 === null
        ? 'None was mailed to accounts payable yet. '
        : `From mail to accounts payable: median ${durationText(toPayable.median)}, 95 of 100 within ${durationText(toPayable.p95)} (${toPayable.count} mailed). `,
      counted > 0 ? link : null,
    ),
  )
}

function shareBar(share: number): HTMLElement {
  const bar = element('span', { class: 'bar' })
  bar.style.inlineSize = `${Math.max(2, Math.round(100 * share))}%`
  return element('span', { class: 'share', title: `${Math.round(100 * share)} of 100` }, bar)
}

const seconds = (value: number | null): string => (value === null ? '–' : durationText(value))

const hourTable = ({ hours }: Day): HTMLElement =>
  table(
    'By the hour in which the mail was received',
    [
      { head: 'Hour' },
      { head: 'Invoices', align: 'right' },
      { head: 'Median to accounts payable', align: 'right' },
      { head: '95 of 100 within', align: 'right' },
    ],
    hours.map(({ hour, invoices, toPayable }) => ({
      cells: [
        `${String(hour).padStart(2, '0')}:00`,
        invoices,
        seconds(toPayable.median),
        seconds(toPayable.p95),
      ],
    })),
    'No mail came in yet.',
  )
