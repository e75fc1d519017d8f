/** Every process of the app, and in how long each of its breakers is probed. */
import type { Breakers } from './answers.ts'
import { moodOf, probing } from './breaker-rows.ts'
import { element } from './element.ts'
import { age, countdown } from './live-time.ts'
import { badge, table } from './table.ts'

export function processTable({ breakers, fleet }: Breakers): HTMLElement {
  const here = {
    cells: ['this one', badge('live', 'good'), 'now', troublesCell(breakers)],
  }
  const others = fleet.processes.map(
    ({ process, instance, version, standing, ageSeconds, breakers: theirs }) => ({
      key: process,
      cells: [
        element(
          'span',
          { title: `process ${process}, version ${version}` },
          `${instance} ${process.slice(0, 8)}`,
        ),
        badge(standing, standing === 'live' ? 'good' : standing === 'idle' ? 'plain' : 'warn'),
        fleet.asOf === null ? '–' : ago(fleet.asOf, ageSeconds),
        troublesCell(theirs),
      ],
    }),
  )
  const known = fleet.state === 'known' ? '' : ' (the board cannot be read now: as it was last)'
  return table(
    `Processes of the app${known}`,
    [
      { head: 'Process' },
      { head: 'Standing' },
      { head: 'Last word' },
      { head: 'Breakers that are not closed' },
    ],
    [here, ...others],
    'No process is known.',
  )
}

const ago = (asOf: string, seconds: number): HTMLElement =>
  age(new Date(Date.parse(asOf) - 1_000 * seconds).toISOString())

type Told = Pick<Breakers['breakers'][number], 'name' | 'state' | 'misconfigured' | 'retryAt'>

function troublesCell(breakers: readonly Told[]): HTMLElement | string {
  const troubled = breakers.filter(({ state, misconfigured }) => state !== 'closed' || misconfigured)
  if (troubled.length === 0) return '–'
  return element(
    'ul',
    { class: 'bare' },
    ...troubled.map(({ name, state, retryAt, misconfigured }) => {
      const word = state === 'closed' && misconfigured ? 'misconfigured' : state
      const probe = retryAt === null ? [] : [' probe ', countdown(retryAt, probing)]
      return element('li', {}, badge(`${name} ${word}`, moodOf(word)), ...probe)
    }),
  )
}
