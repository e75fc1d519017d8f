/** How the breakers of a running app stand, as tables for people. */
import Table from 'cli-table3'
import type { BreakersAnswer } from '../../src/functions/answers/breakers.ts'

type Lever = BreakersAnswer['levers'][number]
type Process = BreakersAnswer['fleet']['processes'][number]

export function statusText({ breakers, levers, fleet, history }: BreakersAnswer): string {
  const { live, idle, unknown } = fleet.counts
  const others = `Other processes: ${live} at work, ${idle} idle, ${unknown} not heard of.`
  return [
    'The process that answered',
    table(['breaker', 'state', 'failures', 'next try', 'last failure'], breakers.map(ownRow)),
    fleet.state === 'known' ? others : `${others} The board cannot be reached: this is what was known last.`,
    ...section(
      ['process', 'on', 'standing', 'heard of', 'not closed'],
      fleet.processes.filter(isWorthTelling).map(processRow),
    ),
    ...(levers.length === 0 ? ['No lever is pulled.'] : ['Levers that are pulled', leverTable(levers)]),
    ...(history.length === 0 ? [] : ['Pulled last', leverTable(history)]),
  ].join('\n\n')
}

export const leverLine = ({ dependency, action, who, isVerified, until }: Lever): string =>
  plain(
    `${dependency}: ${action}${until === null ? '' : ` until ${until}`}, by ${who}${isVerified ? '' : ' (unverified)'}`,
  )

const ownRow = (breaker: BreakersAnswer['breakers'][number]): string[] => [
  breaker.name,
  breaker.state === 'closed' && breaker.misconfigured ? 'misconfigured' : breaker.state,
  `${breaker.consecutiveFailures} of ${breaker.threshold}`,
  breaker.probeDue ? 'the next call' : (breaker.retryAt ?? ''),
  breaker.lastFailure === null ? '' : `${breaker.lastFailure.kind} ${breaker.lastFailure.at}`,
]

const isWorthTelling = ({ standing, breakers }: Process): boolean =>
  standing !== 'idle' || breakers.length > 0

const processRow = ({ process, instance, standing, ageSeconds, breakers }: Process): string[] => [
  process.slice(0, 8),
  instance,
  standing,
  `${ageSeconds} s ago`,
  breakers
    .map(({ name, state, misconfigured }) => `${name} ${misconfigured ? 'misconfigured' : state}`)
    .join(', '),
]

const leverTable = (levers: readonly Lever[]): string =>
  table(
    ['dependency', 'lever', 'at', 'until', 'who', 'why'],
    levers.map(({ dependency, action, at, until, who, isVerified, why }) => [
      dependency,
      action,
      at,
      until ?? '',
      isVerified ? who : `${who} (unverified)`,
      why,
    ]),
  )

const section = (head: string[], rows: string[][]): string[] => (rows.length === 0 ? [] : [table(head, rows)])

function table(head: string[], rows: string[][]): string {
  const made = new Table({ head, style: { head: [], border: [], compact: true } })
  made.push(...rows.map((row) => row.map(plain)))
  return made.toString()
}

/** What people typed may hold what moves a cursor or turns a line around. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·')
