/** What a comparison says, for people: what was inferred first, then a line a setting, then which is cheapest. */
import { defaultBreakers } from '../../src/resilience/settings.ts'
import { plainTable } from '../plain-table.ts'
import { type Comparison, type Question, recoveredIn } from './compare.ts'
import { inWords } from './tried-settings.ts'

const columns = [
  'setting',
  'opened',
  'after s',
  'open s',
  'wasted tries',
  'waited s',
  'avoided',
  'refused well',
  'probes',
  'put off',
  'mean delay s',
  'late s',
  'cost s',
].map((head, place) => ({ head, align: place === 0 ? ('left' as const) : ('right' as const) }))

export function reportOf({ outages, work, rows }: Comparison, question: Question): string {
  const { dependency, calls, ends, wastedTry } = question
  const usual = inWords(defaultBreakers[dependency])
  const least = Math.min(...rows.map(({ cost }) => cost.total))
  const instances = new Set(calls.map(({ instance }) => instance)).size
  const lines = rows.map(({ settings, cost }) => {
    const name = inWords(settings)
    const marks = [name === usual ? 'default' : '', cost.total === least ? 'cheapest' : ''].filter(Boolean)
    return [
      marks.length === 0 ? name : `${name} ${marks.join(', ')}`,
      String(cost.opened),
      Number.isNaN(cost.opensAfterSeconds) ? '–' : whole(cost.opensAfterSeconds),
      whole(cost.openSeconds),
      String(cost.wasted),
      whole(cost.wastedSeconds),
      String(cost.avoided),
      String(cost.refusedWhileWell),
      String(cost.probes),
      String(cost.putOff),
      cost.meanDelaySeconds.toFixed(1),
      whole(cost.lateSeconds),
      whole(cost.total),
    ]
  })
  return [
    `${calls.length} calls of ${dependency}, ${instances} with a breaker of their own: ${work} pieces of work.`,
    ...inferred(outages, ends),
    '',
    plainTable(columns, lines),
    '',
    `Cost: all delay while the service was well (late), and ${wastedTry} s for each wasted try.`,
  ].join('\n')
}

/** A trace holds no more than what was called. */
function inferred(outages: Comparison['outages'], ends: Question['ends']): readonly string[] {
  const all = outages.reduce((sum, { from, until }) => sum + until - from, 0)
  const unseen = outages.reduce((sum, { unseenMs }) => sum + unseenMs, 0)
  const [shortest, median, most, longest] = [0, 0.5, 0.75, 1].map((share) =>
    seconds(recoveredIn(outages, share)),
  )
  const until = { late: 'the next answer', middle: 'half-way to the next answer', early: 'its last failure' }[
    ends
  ]
  return [
    `Inferred: ${outages.length} outages, each from the first failure of a run to ${until}, ${seconds(all)} in all.`,
    `Recovery times: ${shortest} to ${longest}, median ${median}, p75 ${most}.`,
    `Nobody knows of ${seconds(unseen)} between a last failure and the next answer${ends === 'late' ? ': an outage may have been as much shorter (--ends early)' : ''}.`,
  ]
}

const whole = (value: number): string => value.toFixed(0)
const seconds = (ms: number): string => `${whole(ms / 1_000)} s`
