/** docs/tuning.md says what holds: the output of its example, the defaults, the names to watch. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compare, type Question } from '../../../../local/tune/compare.ts'
import { exampleCalls, exampleWith } from '../../../../local/tune/example.ts'
import { reportOf } from '../../../../local/tune/report.ts'
import { inWords, settingsFrom } from '../../../../local/tune/tried-settings.ts'
import { defaultBreakers } from '../../../../src/resilience/settings.ts'
import { eventNames, metricNames } from '../../../../src/telemetry/events.ts'

const guide = readFileSync(join(import.meta.dirname, '../../../../docs/tuning.md'), 'utf8')

/** With the options of the command as they are without being named. */
async function exampleReport(recordedWith: string, settings?: string[]): Promise<string> {
  const calls = await exampleCalls(settingsFrom(recordedWith, 'graph'), 'graph', 1)
  const question: Question = {
    dependency: 'graph',
    calls,
    settings: settings?.map((text) => settingsFrom(text, 'graph')),
    ends: 'late',
    wastedTry: 10,
    seed: 1,
  }
  return reportOf(await compare(question), question)
}

test('the example is what the command prints', async () => {
  const report = await exampleReport('5/5s')

  expect(guide).toContain(`\`\`\`\n${report}\n\`\`\``)
})

test('the example has twelve outages of 15 to 45 s', () => {
  const lengths = exampleWith(1).outages.map(({ from, until }) => (until - from) / 1_000)

  expect(lengths).toHaveLength(12)
  expect(lengths.filter((length) => length < 15 || length > 45)).toEqual([])
})

test('what it shows of an hour recorded with the default is what the command prints first', async () => {
  const inferred = (await exampleReport('5/60s', ['5/60s'])).split('\n').slice(1, 4).join('\n')

  expect(guide).toContain(`\`\`\`\n${inferred}\n\`\`\``)
})

test.each(Object.entries(defaultBreakers))('%s: the default is named', (name, settings) => {
  expect(guide).toMatch(new RegExp(`^\\|[^|]*\`${name}\`[^|]*\\| ${inWords(settings)} \\|`, 'm'))
})

test('what is to be watched is told', () => {
  const [, table = ''] = /## What to watch\n([\s\S]*?)\n## /.exec(guide) ?? []
  const names = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name)
  const told: readonly string[] = [...Object.values(eventNames), ...Object.values(metricNames)]

  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name = '') => !told.includes(name))).toEqual([])
})
