/** The table of failures beside a report of the tests. */
import { expect, test } from 'vitest'
import { readReport, type Run } from '../../../../local/failures/report.ts'
import { summary, verdictTable } from '../../../../local/failures/show.ts'
import type { Failure } from '../../../../local/failures/table.ts'
import { isGood, verdictsOn } from '../../../../local/failures/verdicts.ts'

/** Written apart, so that no reader of titles takes these for titles. */
const F = 'FAILURES'

const due = (number: number): Failure => ({ number, due: 'now', title: `failure ${number}` })
const later = (number: number): Failure => ({ number, due: 'later', title: `failure ${number}` })
const ran = (...tests: [title: string, passed: boolean, file?: string][]): Run => ({
  tests: tests.map(([title, passed, file = 'tests/a.test.ts']) => ({ title, passed, file })),
  broken: [],
})

test.each<[string, Failure, Run, string]>([
  ['passes where its only test does', due(1), ran([`${F} 1: a`, true]), 'pass'],
  ['fails where one of two does', due(1), ran([`${F} 1: a`, true], [`${F} 1: b`, false]), 'fail'],
  ['is missing where no test bears its number', due(1), ran([`${F} 11: a`, true]), 'missing'],
  ['is for later where none is due', later(1), ran(), 'later'],
  ['of later passes all the same', later(1), ran([`${F} 1: a`, true]), 'pass'],
  ['of later fails all the same', later(1), ran([`${F} 2, 1: a`, false]), 'fail'],
])('a failure %s', (_, failure, run, verdict) => {
  expect(verdictsOn([failure], run)[0]?.verdict).toBe(verdict)
})

test('each file stands there once, and is marked where it shows a part alone', () => {
  const run = ran(
    [`${F} 1: a`, true, 'tests/a.test.ts'],
    [`${F} 1, in part: b`, true, 'tests/a.test.ts'],
    [`${F} 1, in part: c`, true, 'tests/b.test.ts'],
  )

  expect(verdictsOn([due(1)], run)[0]?.files).toEqual(['tests/a.test.ts', 'tests/b.test.ts (in part)'])
})

test.each<[string, Failure, Run, boolean, boolean]>([
  ['a pass', due(1), ran([`${F} 1: a`, true]), true, true],
  ['a fail', due(1), ran([`${F} 1: a`, false]), false, false],
  ['a due one without a test', due(1), ran(), false, false],
  ['a later one without a test', later(1), ran(), true, false],
  ['a later one that fails', later(1), ran([`${F} 1: a`, false]), true, false],
])('%s is good enough or not, and where all are asked for', (_, failure, run, good, goodForAll) => {
  const verdicts = verdictsOn([failure], run)

  expect([isGood(verdicts, false), isGood(verdicts, true)]).toEqual([good, goodForAll])
})

test('the table names number, verdict, failure and files, without colour', () => {
  const verdicts = verdictsOn([due(1), due(2)], ran([`${F} 1: a`, true]))

  const shown = verdictTable(verdicts)

  expect(shown).toMatch(/1 │ pass +│ failure 1 │ tests\/a\.test\.ts/)
  expect(shown).toMatch(/2 │ missing │ failure 2 │/)
  expect(shown).not.toContain('\u001B')
  expect(summary(verdicts)).toBe('2 failures: 1 pass, 0 fail, 1 missing, 0 later.')
})

test('of a report what was left out counts for nothing, and a file that could not be run is told', () => {
  const file = (name: string, status: string, ...tests: [string, string][]) => ({
    name: `/repo/tests/${name}`,
    status,
    assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
  })
  const text = JSON.stringify({
    testResults: [
      file('a.test.ts', 'failed', [`${F} 1: a`, 'passed'], [`${F} 2: b`, 'failed'], ['c', 'skipped']),
      file('b.test.ts', 'failed'),
    ],
  })

  expect(readReport(text, '/repo')).toEqual({
    tests: [
      { file: 'tests/a.test.ts', title: `${F} 1: a`, passed: true },
      { file: 'tests/a.test.ts', title: `${F} 2: b`, passed: false },
    ],
    broken: ['tests/b.test.ts'],
  })
})
