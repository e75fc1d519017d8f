/** The queue of each step: how much waits, how long already, and what the host gave up on. */
import type { Overview } from './answers.ts'
import { element, show } from './element.ts'
import { age } from './live-time.ts'
import { table } from './table.ts'

type Queue = Overview['queues'][number]

/** The function that works on it. */
const steps: Readonly<Record<Queue['queue'], string>> = {
  'mailbox-check': 'checkMailbox',
  'mail-received': 'ingestMail',
  'invoice-stored': 'extractInvoice',
  'invoice-ready': 'postInvoice',
  notification: 'notifyTeam',
}

export function queuesPanel() {
  const list = element('div')
  const node = element(
    'section',
    { 'aria-labelledby': 'queues' },
    element('h2', { id: 'queues' }, 'Queues'),
    list,
  )
  return {
    node,
    show({ queues }: Overview): void {
      show(list, queues, () => [queueTable(queues)])
    },
  }
}

const queueTable = (queues: readonly Queue[]): HTMLElement =>
  table(
    'Messages of each step, those at work and put off too',
    [
      { head: 'Step' },
      { head: 'Messages', align: 'right' },
      { head: 'Oldest', align: 'right' },
      { head: 'Poison', align: 'right' },
      { head: 'Open cases', align: 'right' },
    ],
    queues.map(({ queue, waiting, oldest, poisoned, cases }) => ({
      key: queue,
      ...(poisoned + cases > 0 ? { mark: 'bad' as const } : {}),
      cells: [
        [steps[queue], element('span', { class: 'note' }, queue)],
        waiting,
        oldest === null ? (waiting === 0 ? '–' : 'at work or put off') : age(oldest),
        poisoned,
        cases === 0 ? 0 : element('a', { href: '#cases' }, String(cases)),
      ],
    })),
    'No queue is known.',
  )
