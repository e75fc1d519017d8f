/** How long an idle queue listener waits. */
import { expect, test } from 'vitest'
import { makeBackOff } from '../../../../local/host/queue/back-off.ts'

const take = (n: number, backOff: { next(): number }) =>
  Array.from({ length: n }, () => Math.round(backOff.next()))

test('waits double from 100 ms up to the limit', () => {
  expect(
    take(
      6,
      makeBackOff(1_000, () => 0.5),
    ),
  ).toEqual([100, 200, 300, 500, 900, 1_000])
})

test.each([
  [0, [100, 180, 260, 420]],
  [1, [100, 220, 340, 580]],
])('jitter is a fifth either way (random %d)', (random, waits) => {
  expect(
    take(
      4,
      makeBackOff(60_000, () => random),
    ),
  ).toEqual(waits)
})

test('work brings the shortest wait back', () => {
  const backOff = makeBackOff(1_000, () => 0.5)
  take(5, backOff)
  backOff.reset()
  expect(take(2, backOff)).toEqual([100, 200])
})
