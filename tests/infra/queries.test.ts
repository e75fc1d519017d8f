/** The queries of alerts and workbook: valid Kusto over the tables that there are, of nothing but what the agent tells. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openKusto } from '../../scripts/infra/kusto.ts'
import { dependencies } from '../../src/domain/dependency.ts'
import type { AnswerKind, FailureKind } from '../../src/domain/errors.ts'
import {
  callProperties,
  eventNames,
  eventProperties,
  metricNames,
  metricProperties,
} from '../../src/telemetry/events.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const files = globSync('infra/queries/**/*.kql', { cwd: root })
const alerts = files.filter((path) => path.includes('alerts')).map((path) => basename(path, '.kql'))

const examine = openKusto()

/** Names that nobody tells are none: where each is told, by the key under which it stands in events.ts. */
const sources = globSync('src/**/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('events.ts'))
  .map(read)
  .join('\n')
const told = (names: Readonly<Record<string, string>>, list: string) =>
  Object.entries(names)
    .filter(([key]) => new RegExp(`\\b${list}\\.${key}\\b`).test(sources))
    .map(([, name]) => name)

const calls = { '': callProperties }
const tables: Readonly<
  Record<string, { names: readonly string[]; says: Readonly<Record<string, readonly string[]>> }>
> = {
  AppEvents: { names: told(eventNames, 'eventNames'), says: eventProperties },
  AppMetrics: { names: told(metricNames, 'metricNames'), says: metricProperties },
  AppDependencies: { names: [''], says: calls },
}
const results: readonly (AnswerKind | FailureKind)[] = [
  'content-filter',
  'rejected',
  'network',
  'timeout',
  'throttled',
  'server-error',
]

/** In words, each thing that is wrong with a query. */
function faultsOf(query: string): readonly string[] {
  const { faults, comparedWith, properties } = examine(query)
  const table = /^\w+$/m.exec(query)?.[0] ?? ''
  const { names, says } = tables[table] ?? { names: [], says: {} }
  const asked = table === 'AppDependencies' ? [''] : comparedWith('Name')
  const strange = (column: string, known: readonly string[]) =>
    comparedWith(column)
      .filter((value) => !known.includes(value))
      .map((value) => `${column} is never '${value}'`)
  return [
    ...faults,
    ...(asked.length === 0 ? [`${table} is asked for no name`] : []),
    ...asked.filter((name) => !names.includes(name)).map((name) => `nobody tells '${name}' to ${table}`),
    ...asked.flatMap((name) =>
      properties
        .filter((property) => !(says[name] ?? []).includes(property))
        .map((property) => `'${name}' says no '${property}'`),
    ),
    ...strange('Target', dependencies),
    ...strange('ResultCode', results),
  ]
}

test.each(files)('%s asks for what is there', (path) => {
  expect(read(path)).toMatch(/^\/\/ \S.*\.\n/)
  expect(faultsOf(read(path))).toEqual([])
})

test.each([
  [
    'a column that the table has not',
    "AppMetrics\n| where Name == 'queue.age' and Maximum > 1",
    /'Maximum' does not/,
  ],
  ['a table that there is not', "AppTraces\n| where Name == 'queue.age'", /'AppTraces' does not/],
  ['what is no Kusto', "AppMetrics\n| wear Name == 'queue.age'", /./],
  ['an event that nobody tells', "AppEvents\n| where Name == 'step.defered'", /nobody tells 'step.defered'/],
  ['one of several', "AppMetrics\n| where Name in ('queue.age', 'queue.old')", /nobody tells 'queue.old'/],
  [
    'a metric among the events',
    "AppEvents\n| where Name == 'queue.age'",
    /nobody tells 'queue.age' to AppEvents/,
  ],
  [
    'a property that the event has not',
    "AppEvents\n| where Name == 'step.deferred'\n| project tostring(Properties.why)",
    /'step.deferred' says no 'why'/,
  ],
  [
    'so in brackets',
    "AppEvents\n| where Name == 'step.deferred'\n| project tostring(Properties['why'])",
    /'step.deferred' says no 'why'/,
  ],
  ['a dependency that there is not', "AppDependencies\n| where Target == 'opnai'", /Target is never 'opnai'/],
  [
    'a result that no call has',
    "AppDependencies\n| where ResultCode == 'filter'",
    /ResultCode is never 'filter'/,
  ],
])('%s is found', (_, query, fault) => {
  expect(faultsOf(query).join('\n')).toMatch(fault)
})

describe('docs/operations', () => {
  const pages = globSync('docs/operations/*.md', { cwd: root }).filter((path) =>
    read(path).includes('\n## Query\n'),
  )

  test('each alert has its page, and each page its alert; docs/operations.md names them all', () => {
    expect(pages.map((path) => basename(path, '.md')).toSorted()).toEqual(alerts.toSorted())
    const listed = [...read('docs/operations.md').matchAll(/^\| \[([\w-]+)\]\(operations\/\1\.md\) \|/gm)]
    expect(listed.map(([, name = '']) => name).toSorted()).toEqual(alerts.toSorted())
  })

  test.each(alerts)('the page of %s shows its query as it is, with symptom and action', (name) => {
    const page = read(`docs/operations/${name}.md`)
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'Symptom',
      'Query',
      'What to do',
    ])
    expect(/```kusto\n(.*?)```/s.exec(page)?.[1]).toBe(read(`infra/queries/alerts/${name}.kql`))
  })

  test.each([...pages, 'docs/tuning.md'])('what %s asks further is valid too', (path) => {
    const inline = [...read(path).matchAll(/`(App\w+) (\| [^`]+)`/g)]
    expect(inline.flatMap(([, table, rest]) => faultsOf(`${table}\n${rest}`))).toEqual([])
  })
})

test('docs/tuning.md shows the queries of infra/queries/tuning as they are', () => {
  const shown = [...read('docs/tuning.md').matchAll(/```kusto\n(.*?)```/gs)].map(([, query]) => query)
  const queries = files.filter((path) => path.includes('tuning')).map(read)
  expect(new Set(shown)).toEqual(new Set(queries))
})

describe('prices', () => {
  test.each(['alerts/model-cost', 'workbook/model'])('%s reckons with those of docs/cost.md', (name) => {
    const [, input, output] = /`gpt-5-mini`[^|]*\| ([\d.]+); ([\d.]+) \|/.exec(read('docs/cost.md')) ?? []
    const query = read(`infra/queries/${name}.kql`)
    expect(query).toContain(`let input = ${input};\nlet output = ${output};\n`)
  })
})
