/** What is inferred from a trace: when the service was away, and which calls were one piece of work. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Ends, outagesIn, serviceWith } from '../../../../local/tune/outages.ts'
import { triedOnce } from '../../../../local/tune/recorded-call.ts'
import { settingsAround } from '../../../../local/tune/tried-settings.ts'
import { inWords } from '../../../../local/tune/tried-settings.ts'
import { workIn } from '../../../../local/tune/work.ts'
import { clockTime, instant, recordedCall } from './traces.ts'

const calls = [
  recordedCall(0, 'answered'),
  recordedCall(10, 'server-error', { ms: 2_500 }),
  recordedCall(14, 'timeout', { ms: 800, instance: 'b' }),
  recordedCall(20, 'refused'),
  recordedCall(34, 'answered', { ms: 200 }),
  recordedCall(50, 'network'),
]

test.each<[Ends, string, string]>([
  ['late', '09:00:34.000', 'the next answer begins'],
  ['middle', '09:00:24.000', 'half-way'],
  ['early', '09:00:14.001', 'the last failure began'],
])(
  'an outage goes from the first failure of a run, over all processes; %s: until %s, when %s',
  (end, until) => {
    const [outage] = outagesIn(calls, end)

    expect(clockTime(outage?.from ?? 0)).toBe('09:00:10.000')
    expect(clockTime(outage?.until ?? 0)).toBe(until)
    expect(outage).toMatchObject({ failures: 2, unseenMs: 20_000, failure: { end: 'timeout', ms: 800 } })
  },
)

test('what nobody answered any more ends with the last failure', () => {
  expect(outagesIn(calls, 'late')[1]).toMatchObject({
    from: instant(50),
    until: instant(50) + 1,
    unseenMs: 0,
  })
})

test('a try fails within an outage, as its quickest failure did; else it is answered in the usual time', () => {
  const service = serviceWith(outagesIn(calls, 'late'), calls)

  expect([9.999, 10, 33.999, 34].map((at) => service.outageAt(instant(at))?.failure.ms)).toEqual([
    undefined,
    800,
    800,
    undefined,
  ])
  expect(service.usualMs).toBe(200)
})

test('what was put off and came again is one piece of work; without transactions each call is its own', () => {
  const again = ['server-error', 'refused', 'answered', 'answered'] as const
  const trace = again.map((end, n) => recordedCall(n * 10, end, { transaction: 't1' }))
  const nameless = trace.map((call) => ({ ...call, transaction: undefined }))

  expect(workIn(trace).map(({ at, answerMs }) => [clockTime(at), answerMs])).toEqual([
    ['09:00:00.000', undefined],
    ['09:00:30.000', 100],
  ])
  expect(workIn(nameless)).toHaveLength(4)
})

test('the calls that are tried once are so named in the adapters', () => {
  const sources = globSync('src/adapters/**/*.ts').map((path) => readFileSync(path, 'utf8'))

  expect([...triedOnce].filter((name) => !sources.some((text) => text.includes(`'${name}'`)))).toEqual([])
})

test('compared without a wish: around the default, and the time in which three of four outages were over', () => {
  expect(settingsAround('graph', 32_000).map(inWords)).toEqual([
    '5/15s',
    '5/30s',
    '5/35s',
    '5/45s',
    '5/60s',
    '5/90s',
    '3/60s',
    '7/60s',
  ])
})
