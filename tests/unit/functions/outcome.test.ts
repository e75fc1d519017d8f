/** How long work is put off when its dependency fails; what becomes of each kind of error is told by tests/flow. */
import { expect, test } from 'vitest'
import { CallRefused, DependencyFailed } from '../../../src/domain/errors.ts'
import { settlementOf, type Settlement } from '../../../src/functions/outcome.ts'

const now = new Date('2026-11-02T08:00:00Z')
const graphFailed = new DependencyFailed('graph', 'network', { mayHaveActed: true })

const waitOf = (settlement: Settlement): number =>
  settlement.do === 'defer' ? (settlement.until.getTime() - now.getTime()) / 1_000 : Number.NaN

test.each([
  [0, 5],
  [1, 10],
  [2, 20],
  [3, 40],
  // An outage of two hours: this work was put off by the open circuit again and again, and now was the probe.
  [120, 60],
])('work that was put off %i times before waits %i s for a service that fails', (deferrals, seconds) => {
  const settlement = settlementOf(graphFailed, now, () => 0, { since: '2026-09-01T00:00:00Z', deferrals })

  expect(waitOf(settlement)).toBe(seconds)
})

test('when a circuit closes again the older work comes first: at its latest before the younger in the mean', () => {
  const open = new CallRefused('graph', 'open', new Date('2026-11-02T08:01:00Z'))
  const waits = (since: string) =>
    [0, 0.5, 0.999].map((random) => waitOf(settlementOf(open, now, () => random, { since, deferrals: 3 })))
  const [, newest = 0, newestAtLatest = 0] = waits('2026-11-02T08:00:00Z')
  const [earliest = 0, older = 0, olderAtLatest = 0] = waits('2026-11-02T07:40:00Z')
  const [, , oldestAtLatest = 0] = waits('2026-11-02T06:00:00Z')

  expect(oldestAtLatest).toBeLessThan(older)
  expect(olderAtLatest).toBeLessThan(newest)
  expect([earliest, Math.round(newestAtLatest)]).toEqual([60, 66])
})
