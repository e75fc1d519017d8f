/** A trace as Log Analytics exports it, well-formed and not. */
import { expect, test } from 'vitest'
import { readTrace } from '../../../../local/tune/read-trace.ts'

const header = 'timestamp,dependency,operation,instance,transaction,duration,success,result'
const good = '2026-11-27T09:12:03.1234567Z,graph,send,i-1,t-1,250.5,true,answered'
const failed = '2026-11-27T09:12:01Z,graph,getMessage,i-2,t-2,2500,False,server-error'
const csv = (...lines: string[]) => [header, ...lines].join('\r\n')

test('CSV: the calls in the order of their time; a byte order mark does no harm', () => {
  const { calls, faults } = readTrace(`\uFEFF${csv(good, failed)}`, 'graph')

  expect(faults).toEqual([])
  expect(calls).toEqual([
    {
      at: Date.parse('2026-11-27T09:12:01.000Z'),
      ms: 2_500,
      instance: 'i-2',
      operation: 'getMessage',
      transaction: 't-2',
      end: 'server-error',
    },
    {
      at: Date.parse('2026-11-27T09:12:03.123Z'),
      ms: 250.5,
      instance: 'i-1',
      operation: 'send',
      transaction: 't-1',
      end: 'answered',
    },
  ])
})

test('JSON lines, numbers as numbers or as text; time, duration, success and result are enough', () => {
  const lines = [
    '{"timestamp":"2026-11-27T09:12:03Z","duration":12,"success":true,"result":"answered"}',
    '',
    '{"timestamp":"2026-11-27T09:12:04Z","duration":"12.5","success":"False","result":503,"dependency":"graph"}',
  ]

  const { calls, faults } = readTrace(lines.join('\n'), 'graph')

  expect(faults).toEqual([])
  expect(calls.map(({ ms, end, instance, transaction }) => [ms, end, instance, transaction])).toEqual([
    [12, 'answered', '', undefined],
    [12.5, 'server-error', '', undefined],
  ])
})

test.each([
  ['true', 'not-found', 'answered'],
  ['false', 'timeout', 'timeout'],
  ['false', 'throttled', 'throttled'],
  ['false', 'refused: half-open', 'refused'],
  ['false', '429', 'throttled'],
  ['false', '504', 'timeout'],
  ['false', '404', 'answered'],
  ['false', '401', undefined],
  ['false', 'misconfigured', undefined],
  ['false', 'bug', undefined],
])('success %s, result %s: %s', (success, result, end) => {
  const { calls, leftOut, faults } = readTrace(
    csv(`2026-11-27T09:12:01Z,graph,send,i,t,1,${success},${result}`),
    'graph',
  )

  expect(faults).toEqual([])
  expect([calls[0]?.end, leftOut]).toEqual([end, end === undefined ? 1 : 0])
})

test('calls of others are counted and left out', () => {
  const { calls, others } = readTrace(csv(good, good.replace('graph', 'openai')), 'openai')

  expect([calls.length, others]).toEqual([1, 1])
})

test.each([
  [
    'a time without its zone',
    csv(good, good.replace('.1234567Z', '')),
    /^line 3: timestamp must be ISO 8601/,
  ],
  ['a date that there is not', csv(good.replace('2026-11-27', '2026-13-40')), /^line 2: timestamp/],
  [
    "the portal's own form of a time",
    csv(good.replace(/^[^,]+/, '"11/27/2026, 9:12:03 AM"')),
    /^line 2: timestamp/,
  ],
  ['a negative duration', csv(good.replace('250.5', '-1')), /^line 2: duration must be milliseconds/],
  [
    'an endless one',
    csv(good.replace('250.5', '1e300')),
    /^line 2: duration must be milliseconds, within a day/,
  ],
  ['a success that is neither', csv(good.replace('true', 'maybe')), /^line 2: success must be true or false/],
  [
    'a result that nobody tells',
    csv(good, failed.replace('server-error', '=cmd()')),
    /^line 3: result "=cmd\(\)"/,
  ],
  [
    'a column that is missing',
    'timestamp,duration,success\n2026-11-27T09:12:03Z,1,true',
    /^line 2: result is missing/,
  ],
  ['a row that is too short', csv('2026-11-27T09:12:03Z,graph'), /^line 2: /],
  ['a quote that does not end', csv(`"${good}`), /^line \d+: /],
  ['a cell without end', csv(good.replace('send', 'x'.repeat(20_000))), /^line \d+: /],
  ['what is no JSON', '{"timestamp":"2026-11-27T09:12:03Z"', /^line 1: is no JSON object/],
  ['a JSON array over lines', '[\n{}\n]', /^line 1: .* jq -c/],
  ['a JSON array in one line', '[{}]', /^line 1: /],
  ['JSON that is no object', '{"timestamp":1}\n"text"', /^line 1: timestamp/],
  ['an object where a word should be', '{"timestamp":{}}', /^line 1: timestamp is missing/],
])('%s is a fault with its line', (_, text, fault) => {
  const { faults } = readTrace(text, 'graph')

  expect(faults[0]).toMatch(fault)
})

test('ten faults are enough to know', () => {
  const { faults } = readTrace(csv(...Array.from({ length: 50 }, () => good.replace('true', '?'))), 'graph')

  expect(faults).toHaveLength(10)
})

test('an empty file has no calls', () => {
  expect(readTrace('', 'graph')).toEqual({ calls: [], leftOut: 0, others: 0, faults: [] })
})
