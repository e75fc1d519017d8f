/** The breakers with their levers, and every process of the app with the time to its next probes. */
import type { Breakers } from './answers.ts'
import { type BreakerRow, breakerRows, probing, troubledBreakers } from './breaker-rows.ts'
import { element, say, show } from './element.ts'
import { leverButtons } from './levers.ts'
import { countdown } from './live-time.ts'
import { processTable } from './process-table.ts'
import { badge, table } from './table.ts'
import { momentText, plural, timeText } from './words.ts'

/** `pulled` is called once a lever was pulled. */
export function breakersPanel(pulled: () => void) {
  const list = element('div')
  const processes = element('div')
  const history = element('div')
  const node = element(
    'section',
    { 'aria-labelledby': 'breakers' },
    element('h2', { id: 'breakers' }, 'Breakers'),
    list,
    processes,
    element('details', {}, element('summary', {}, 'Levers that were pulled'), history),
  )
  let before: string | undefined
  return {
    node,
    show(answer: Breakers): void {
      const rows = breakerRows(answer)
      show(list, rows, () => [breakerTable(rows, pulled)])
      show(processes, [answer.fleet, answer.breakers], () => [processTable(answer)])
      show(history, answer.history, () => [historyTable(answer)])
      const now = troubledBreakers(answer).join(', ')
      if (before !== undefined && before !== now)
        say(now === '' ? 'All breakers are closed.' : `Breakers: ${now}.`)
      before = now
    },
  }
}

const breakerTable = (rows: readonly BreakerRow[], pulled: () => void): HTMLElement =>
  table(
    'Each service, the worst that any live process says of it',
    [
      { head: 'Service' },
      { head: 'State' },
      { head: 'Next probe' },
      { head: 'Failures', align: 'right' },
      { head: 'Levers', isDoing: true },
    ],
    rows.map((row) => ({
      key: row.own.name,
      ...(row.mood === 'good' ? {} : { mark: row.mood }),
      cells: [row.own.name, stateCell(row), probeCell(row), failuresOf(row), leverButtons(row, pulled)],
    })),
    'No breaker is known.',
  )

function stateCell({ state, mood, unwell, processes, isolation }: BreakerRow): HTMLElement[] {
  const where =
    state === 'closed' || processes === 1
      ? []
      : [note(`in ${unwell} of ${plural(processes, 'process', 'processes')}`)]
  const by =
    isolation === undefined
      ? []
      : [
          note(
            `by ${isolation.who}${isolation.isVerified ? '' : ' (unverified)'}: ${isolation.why}${isolation.until === null ? '' : `, until ${timeText(isolation.until)}`}`,
          ),
        ]
  return [badge(state, mood), ...where, ...by]
}

function probeCell({ state, retryAt, own, isolation }: BreakerRow): HTMLElement | string {
  if (isolation !== undefined)
    return isolation.until === null ? 'after its release' : countdown(isolation.until, 'now')
  if (state === 'half-open') return 'under way'
  if (retryAt !== null) return countdown(retryAt, probing)
  return own.probeDue ? probing : '–'
}

function failuresOf({ own }: BreakerRow): HTMLElement | string {
  const text = `${own.consecutiveFailures} of ${own.threshold}`
  if (own.lastFailure === null) return text
  return element('span', { title: `last: ${own.lastFailure.kind}, ${momentText(own.lastFailure.at)}` }, text)
}

const historyTable = ({ history }: Breakers): HTMLElement =>
  table(
    'The last levers, the newest first',
    [{ head: 'When', isShort: true }, { head: 'Lever' }, { head: 'Who' }, { head: 'Why' }],
    history.map(({ at, action, dependency, who, isVerified, why }) => ({
      cells: [momentText(at), `${action} ${dependency}`, `${who}${isVerified ? '' : ' (unverified)'}`, why],
    })),
    'None was pulled yet.',
  )

const note = (text: string): HTMLElement => element('span', { class: 'note' }, text)
