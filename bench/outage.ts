/** The flash-sale case with and without a guard, beside the figures of the ADR that the guards come from. */
import { quantile } from '../local/quantile.ts'
import { play, sale, type Caller, type Fate } from './flash-sale.ts'
import { plainTable } from './reference.ts'

const bare = await play(undefined)
const guarded = await play({ atOnce: sale.atOnce })
const unlimited = await play({ atOnce: Infinity })

interface Figures {
  readonly blocked: number
  readonly blockedAtOnce: number
  readonly longestBlock: number
  readonly reachedWhileHanging: number
  readonly paidSeconds: number
  readonly openedAfter: number
  readonly failed: number
  readonly refused: number
  readonly refusedAfterRecovery: number
  readonly refusalP50: number
  readonly refusalP99: number
  readonly firstSuccessAfter: number
  readonly neighboursServed: number
  readonly neighbourP99: number
}

function figuresOf({ callers, reachedWhileHanging, neighbours, events }: Fate): Figures {
  const wait = ({ cameAt, wentAt }: Caller): number => wentAt - cameAt
  // Blocked: made to wait for a dependency that does not answer; a served call takes 50 ms.
  const blocked = callers.filter((caller) => wait(caller) > 1)
  const refused = callers.filter(({ outcome }) => outcome === 'refused')
  const served = callers.filter(
    ({ outcome, wentAt }) => outcome === 'served' && wentAt > sale.hangsForSeconds,
  )
  const atOnce = refused.filter((caller) => wait(caller) === 0).map(({ realMs }) => realMs)
  const opened = events.find(({ kind }) => kind === 'opened')
  return {
    blocked: blocked.length,
    blockedAtOnce: Math.max(
      ...blocked.map(({ cameAt }) => blocked.filter((o) => o.cameAt <= cameAt && o.wentAt > cameAt).length),
    ),
    longestBlock: Math.max(...blocked.map(wait)),
    reachedWhileHanging,
    paidSeconds: callers.reduce((sum, caller) => sum + wait(caller), 0),
    openedAfter: opened === undefined ? Number.NaN : opened.at.getTime() / 1_000,
    failed: callers.filter(({ outcome }) => outcome === 'failed').length,
    refused: refused.length,
    refusedAfterRecovery: refused.filter(({ cameAt }) => cameAt >= sale.hangsForSeconds).length,
    refusalP50: quantile(atOnce, 0.5),
    refusalP99: quantile(atOnce, 0.99),
    firstSuccessAfter: Math.min(...served.map(({ wentAt }) => wentAt)) - sale.hangsForSeconds,
    neighboursServed: neighbours.filter(({ outcome }) => outcome === 'served').length / neighbours.length,
    neighbourP99: quantile(neighbours.map(wait), 0.99) * 1_000,
  }
}

const [without, withGuard, withoutBulkhead] = [bare, guarded, unlimited].map(figuresOf)
if (without === undefined || withGuard === undefined || withoutBulkhead === undefined)
  throw new Error('a run is missing')

const table = plainTable([
  '',
  `no guard, ${sale.bareTimeoutSeconds} s`,
  `guard ${sale.opensAfter}/${sale.staysOpenSeconds} s, ${sale.guardTimeoutSeconds} s`,
  'same, no bulkhead',
  'source ADR',
])

function row(what: string, pick: (figures: Figures) => number, unit: string, adr = '', digits = 0): void {
  const shown = [without, withGuard, withoutBulkhead].map((figures) => {
    const value = figures === undefined ? Number.NaN : pick(figures)
    return Number.isFinite(value) ? `${value.toFixed(digits)}${unit}` : '–'
  })
  table.push([what, ...shown, adr])
}

const avoided = (figures: Figures): number => without.failed - figures.failed

row('callers blocked (waited over 1 s)', (f) => f.blocked, '')
row('callers blocked at one moment', (f) => f.blockedAtOnce, '')
row('longest a caller was blocked', (f) => f.longestBlock, ' s', 'no guard: 30 s', 2)
row('calls that reached it while it hung', (f) => f.reachedWhileHanging, '')
row('seconds of execution paid for', (f) => f.paidSeconds, ' s')
row('time until it opened', (f) => f.openedAfter, ' s', '6–9 s at 2–3 s a failure', 2)
row('callers that failed on it', (f) => f.failed, '', '500')
row('callers refused in all', (f) => f.refused, '')
row('callers refused after recovery', (f) => f.refusedAfterRecovery, '', 'about 50')
row('failures avoided', (f) => (f === without ? Number.NaN : avoided(f)), '', '500')
row('refusal p50, real time', (f) => f.refusalP50, ' ms', '', 3)
row('refusal p99, real time', (f) => f.refusalP99, ' ms', '< 10 ms', 3)
row('first success after recovery', (f) => f.firstSuccessAfter, ' s', '', 2)
row('other guard: callers served', (f) => 100 * f.neighboursServed, ' %')
row('other guard: reply p99', (f) => f.neighbourP99, ' ms')

console.log(
  [
    `Callers: ${sale.crowd} at once at 0 s, then ${sale.callersEachSecond} a second until ${sale.callersUntilSeconds} s; each calls once.`,
    `Dependency: hangs from 0 to ${sale.hangsForSeconds} s (a hung call never answers), then replies in ${sale.replyMs} ms.`,
    `Guard: ${sale.opensAfter} failures / ${sale.staysOpenSeconds} s, ${sale.guardTimeoutSeconds} s a call, ${sale.atOnce} calls at once; the others wait in line until it opens.`,
    'Other guard: another dependency, well, called 10 times a second throughout.',
    'Time: a virtual clock (timers in order, one by one, promises settled in between); refusals are timed in real time.',
    'Paid for: the whole stay of each caller, waiting in line included.',
  ].join('\n'),
)
console.log(table.toString())

const promises: [string, boolean][] = [
  ['it opens within 9 s', withGuard.openedAfter <= 9],
  [
    'fewer callers are blocked, and none for over 10 s',
    withGuard.blocked < without.blocked && withGuard.longestBlock <= 10,
  ],
  [
    'a tenth of the calls reach it while it hangs',
    withGuard.reachedWhileHanging * 10 <= without.reachedWhileHanging,
  ],
  ['less than a quarter of the execution is paid for', withGuard.paidSeconds * 4 < without.paidSeconds],
  [
    'more failures are avoided than calls refused after recovery',
    avoided(withGuard) > withGuard.refusedAfterRecovery,
  ],
  ['refusal p99 under 10 ms', withGuard.refusalP99 < 10],
  [
    'it serves again within open time and one time limit',
    withGuard.firstSuccessAfter <= sale.staysOpenSeconds + sale.guardTimeoutSeconds,
  ],
  [
    'the other guard serves everybody in its usual time',
    withGuard.neighboursServed === 1 && withGuard.neighbourP99 <= sale.replyMs + 1,
  ],
]
for (const [promise, holds] of promises) console.log(`${holds ? 'holds ' : 'MISSED'}  ${promise}`)
if (promises.some(([, holds]) => !holds)) process.exitCode = 1
