/** The tables of a crash run: kills point by point, and the count. */
import Table from 'cli-table3'
import { plain } from '../plain-table.ts'
import type { CrashResult } from './crash.ts'
import { killedAt, neverMet, type Point } from './points.ts'

const tableOf = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string => {
  const table = new Table({ head: [...head], ...plain })
  for (const row of rows) table.push([...row])
  return table.toString()
}

/** Every point that there is: where it was killed at, where not, and why. */
export function pointTable({ killed: { at, met } }: CrashResult): string {
  const before = (point: Point) => point.endsWith(':before')
  const all = [...killedAt, ...neverMet.keys()]
  const cell = (point: Point): string => {
    const kills = at.get(point)
    if (kills !== undefined) return String(kills)
    if (met.has(point)) return 'met, not killed'
    return neverMet.has(point) ? '' : 'not met'
  }
  return tableOf(
    ['step boundary', 'killed before', 'killed after', 'not called, since'],
    all.filter(before).map((point) => {
      const call = point.slice(0, -':before'.length)
      return [call, cell(point), cell(`${call}:after` as Point), neverMet.get(point) ?? '']
    }),
  )
}

export function countTable(result: CrashResult): string {
  const { killed, kinds, counted, ends, poison, cases, trail, drafts, seconds } = result
  const listed = (all: ReadonlyMap<string, number>) =>
    [...all].map(([name, count]) => `${count} ${name}`).join(', ')
  const atPoints = [...killed.at.values()].reduce((sum, times) => sum + times, 0)
  return tableOf(
    ['what', 'count', ''],
    [
      [
        'kills',
        atPoints + killed.moments,
        `${atPoints} at ${killed.at.size} step boundaries, ${killed.moments} at a moment`,
      ],
      ['lives without a kill', killed.breaths, 'to work off what had piled up, their end is a SIGKILL too'],
      ['lives that ended by themselves', killed.byThemselves, 'such as by functionTimeout'],
      ['mails in', killed.mailIds.length, listed(kinds)],
      ['invoices in', counted.due, 'distinct ones'],
      ['mails to accounts payable', counted.mails, `the mails in ended as ${listed(ends.outcomes)}`],
      ['doubles', counted.doubles.length, ''],
      ['lost', counted.lost.length, ''],
      ['held in doubt', counted.inDoubt.length, ''],
      ['poison', poison, `${cases.open} cases open`],
      ['redrives', cases.redrives, `${killed.givenUp} messages were put into a poison queue on purpose`],
      ['replies lost on purpose', killed.lostReplies, 'of send or createDraft'],
      [
        'doubts settled',
        trail.found + trail.unsent,
        `${trail.found} found among the sent mail, ${trail.unsent} never sent and sent then`,
      ],
      ['audit rows of a mail sent', trail.posted, ''],
      ['drafts left over', drafts, 'their create reply was lost; never sent'],
      [
        'seconds',
        Math.round(seconds.killing + seconds.settling),
        `${Math.round(seconds.killing)} of them killing`,
      ],
    ],
  )
}
