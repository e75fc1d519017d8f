/** The end of an isolation as it is typed. */
import { expect, test } from 'vitest'
import { untilOf } from '../../../local/breakers/until.ts'

const now = new Date('2026-11-02T09:00:00Z')

test.each([
  ['90s', '2026-11-02T09:01:30.000Z'],
  ['30m', '2026-11-02T09:30:00.000Z'],
  ['2h', '2026-11-02T11:00:00.000Z'],
  ['2026-11-02T18:00:00+01:00', '2026-11-02T17:00:00.000Z'],
])('%s is %s', (text, until) => {
  expect(untilOf(text, now)).toBe(until)
})

test.each(['', 'tomorrow', '2d', '-30m', '2026-11-03', '2026-11-03T09:00:00', '1.5h'])(
  '"%s" is no end: without a zone nobody knows which',
  (text) => {
    expect(() => untilOf(text, now)).toThrow(/Give a span/)
  },
)

test.each(['0s', '2026-11-02T09:00:00Z'])('%s is over already', (text) => {
  expect(() => untilOf(text, now)).toThrow(/over already/)
})
