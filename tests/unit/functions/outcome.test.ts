/** How long work is put off when its dependency fails; what becomes of each kind of error is told by tests/flow. */
import { expect, test } from 'vitest'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import { settlementOf } from '../../../src/functions/outcome.ts'

const now = new Date('2026-11-02T08:00:00Z')
const graphFailed = new DependencyFailed('graph', 'network', { mayHaveActed: true })

test.each([
  [0, 5],
  [1, 10],
  [2, 20],
  [3, 40],
  // An outage of two hours: this work was put off by the open circuit again and again, and now was the probe.
  [120, 60],
])('work that was put off %i times before waits %i s for a service that fails', (deferrals, seconds) => {
  const settlement = settlementOf(graphFailed, now, () => 0, deferrals)

  expect(settlement).toMatchObject({ do: 'defer', until: new Date(now.getTime() + seconds * 1_000) })
})
