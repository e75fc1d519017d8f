/** `npm run tune` as it is called: what it says, and its exit codes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tune } from '../../../../local/tune/command.ts'
import type { RecordedCall } from '../../../../local/tune/recorded-call.ts'
import { withOutageOf } from './traces.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tune-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...args: string[]) {
  const said: string[] = []
  const complaints: string[] = []
  const screen = {
    log: (text: string) => void said.push(text),
    error: (text: string) => void complaints.push(text),
  }
  const code = await tune(args, screen)
  return { code, said: said.join('\n'), complaints: complaints.join('\n') }
}

const line = ({ at, ms, operation, transaction, end }: RecordedCall) =>
  [new Date(at).toISOString(), ms, end === 'answered', end, operation, transaction].join(',')

function file(calls: readonly RecordedCall[], ...more: string[]): string {
  const path = join(folder, 'trace.csv')
  const rows = ['timestamp,duration,success,result,operation,transaction', ...calls.map(line), ...more]
  writeFileSync(path, rows.join('\n'))
  return path
}

test('a trace with an outage of 20 s: a line a setting, in the order asked for; 30 s is cheaper than 60', async () => {
  const { code, said } = await run('--failures', file(withOutageOf(20)), '--settings', '3/60s,3/30s')

  expect(code).toBe(0)
  expect(said).toContain('180 calls of graph, 1 with a breaker of their own: 180 pieces of work.')
  expect(said).toContain('Recovery times: 20 s to 20 s, median 20 s, p75 20 s.')
  expect(
    [...said.matchAll(/^ (3\/\d+s[a-z, ]*?) {2,}(\d+) {2,}(\d+) {2,}(\d+) {2,}(\d+)/gm)].map(
      ([, ...cells]) => cells,
    ),
  ).toEqual([
    ['3/60s', '1', '2', '60', '3'],
    ['3/30s cheapest', '1', '2', '30', '3'],
  ])
})

test('without an outage there is nothing to compare', async () => {
  const { code, said } = await run('--failures', file(withOutageOf(0)))

  expect([code, said]).toEqual([1, '180 calls of graph, and none failed: there is nothing to compare.'])
})

test.each([
  ['no trace', [], /--failures FILE, or --example/],
  ['a trace that is not there', ['--failures', '/nowhere/trace.csv'], /cannot be read: ENOENT/],
  ['both', ['--failures', 'trace.csv', '--example'], /cannot be used with/],
  [
    'a setting that is none',
    ['--example', '--settings', '5/60s,5'],
    /BREAKER_GRAPH must be failures\/open time/,
  ],
  ['a dependency that there is not', ['--example', '--dependency', 'gmail'], /Allowed choices are graph/],
  ['a negative weight', ['--example', '--wasted-try', '-1'], /A number from 0/],
])('%s: the command is wrong', async (_, args, complaint) => {
  const { code, complaints } = await run(...args)

  expect(code).toBe(2)
  expect(complaints).toMatch(complaint)
})

test('a trace with a bad line is not replayed: the line is named', async () => {
  const { code, said, complaints } = await run(
    '--failures',
    file(withOutageOf(20), 'yesterday,1,true,answered,send,x'),
  )

  expect([code, said]).toEqual([2, ''])
  expect(complaints).toMatch(/was not replayed:\n {2}- line 182: timestamp must be ISO 8601/)
})
