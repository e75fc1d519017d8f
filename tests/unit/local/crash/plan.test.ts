/** Which round of `npm run crash` kills how. */
import { expect, test } from 'vitest'
import { makePlan, type Plan } from '../../../../local/crash/plan.ts'
import { killedAt, neverMet, type Point } from '../../../../local/crash/points.ts'

const roundsOf = (plan: Plan, count: number) => Array.from({ length: count }, () => plan.next())
const pointsOf = (plan: Plan, count: number) =>
  roundsOf(plan, count).flatMap((round) => (round.kind === 'point' ? [round.point] : []))

test('a seed gives the same points and moments each time, another seed gives others', () => {
  const planOf = (seed: number) => roundsOf(makePlan({ seed, onlyPoints: false }), 100)

  expect(planOf(7)).toEqual(planOf(7))
  expect(planOf(7)).not.toEqual(planOf(8))
})

test('a hundred rounds have room for every point once, with a moment in every fifth', () => {
  const rounds = roundsOf(makePlan({ seed: 7, onlyPoints: false }), 100)

  expect(rounds.filter(({ kind }) => kind === 'moment')).toHaveLength(20)
  expect(new Set(rounds.flatMap((round) => (round.kind === 'point' ? [round.point] : [])))).toEqual(
    new Set(killedAt),
  )
})

test('on request there are points alone', () => {
  const rounds = roundsOf(makePlan({ seed: 7, onlyPoints: true }), killedAt.length)

  expect(rounds.map((round) => (round.kind === 'point' ? round.point : 'moment')).toSorted()).toEqual(
    killedAt.toSorted(),
  )
})

test('a point that was not met comes once more when the others had their turn, at its first call', () => {
  const points: Point[] = ['ledger.change:after', 'queues.put:after', 'outbox.send:before']
  const plan = makePlan({ seed: 7, onlyPoints: true, points })
  pointsOf(plan, 2)
  plan.missed('outbox.send:before')

  expect(pointsOf(plan, 1)).toHaveLength(1)
  expect(plan.next()).toEqual({ kind: 'point', point: 'outbox.send:before', nth: 1 })
  expect(pointsOf(plan, 3).toSorted()).toEqual(points.toSorted())
})

test('a call that this load never makes is left out, with its reason', () => {
  expect(neverMet.get('mailbox.stream:before')).toBe('no document is over 25 MB')
  expect(killedAt.filter((point) => neverMet.has(point))).toEqual([])
})
