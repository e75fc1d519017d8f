/** A trace by hand, lived through anew: when the breaker opens, who is refused, when it probes, and what that costs. */
import { expect, test } from 'vitest'
import { costOf } from '../../../../local/tune/cost.ts'
import { outagesIn, serviceWith } from '../../../../local/tune/outages.ts'
import type { RecordedCall } from '../../../../local/tune/recorded-call.ts'
import { replay } from '../../../../local/tune/replay.ts'
import { settingsFrom } from '../../../../local/tune/tried-settings.ts'
import { workIn } from '../../../../local/tune/work.ts'
import { clockTime, recordedCall, withOutageOf } from './traces.ts'

/** Without jitter, what is put off comes back at the very moment of the probe; nobody waits in line. */
async function replayed(calls: readonly RecordedCall[], setting: string) {
  const service = serviceWith(outagesIn(calls, 'late'), calls)
  const all = await replay({
    dependency: 'graph',
    settings: { ...settingsFrom(setting, 'graph'), atOnce: 100 },
    work: workIn(calls),
    service,
    random: () => 0,
  })
  const turns = [...all.events.values()]
    .flat()
    .filter(({ kind }) => ['opened', 'half-opened', 'closed'].includes(kind))
    .map(({ kind, at }) => `${clockTime(at)} ${kind}`)
  return { ...all, turns, cost: costOf(all, service, 10) }
}

test('an outage of 20 s, 3/30s: three tries fail, one probe finds the service well', async () => {
  const { turns, wasted, cost } = await replayed(withOutageOf(20), '3/30s')

  expect(turns).toEqual(['09:00:12.100 opened', '09:00:42.100 half-opened', '09:00:42.200 closed'])
  expect(wasted.map(({ at, ms }) => [clockTime(at), ms])).toEqual([
    ['09:00:10.000', 100],
    ['09:00:11.000', 100],
    ['09:00:12.000', 100],
  ])
  expect(cost).toMatchObject({
    opened: 1,
    opensAfterSeconds: 2.1,
    openSeconds: 30.1,
    probes: 1,
    wasted: 3,
    wastedSeconds: 0.3,
    // Those of 13 to 29 s, and the three that had failed, 5 s later.
    avoided: 20,
    // Those of 30 to 42 s, and beside the probe all who waited for that moment but the probe itself.
    refusedWhileWell: 13 + 32,
    putOff: 33,
  })
  // What came at 13 s was the probe, answered at 42.2; the others, 10 to 42 s, came again and were answered at 43.2.
  expect(cost.meanDelaySeconds).toBeCloseTo((29.1 + 32 * 43.1 - (858 - 13)) / 33)
  // From the end of the outage, at 30 s: the probe, the other 19 that came up in it, and the 13 that came after it.
  expect(cost.lateSeconds).toBeCloseTo(12.1 + 19 * 13.1 + (13 * 43.1 - 468))
  expect(cost.total).toBeCloseTo(cost.lateSeconds + 3 * 10)
})

test('the same with 3/60s: nothing more is avoided, the service is refused for 30 s longer, and work waits twice as long', async () => {
  const [shorter, longer] = [
    await replayed(withOutageOf(20), '3/30s'),
    await replayed(withOutageOf(20), '3/60s'),
  ]

  expect(longer.turns).toEqual(['09:00:12.100 opened', '09:01:12.100 half-opened', '09:01:12.200 closed'])
  expect(longer.cost).toMatchObject({ opened: 1, openSeconds: 60.1, probes: 1, wasted: 3, avoided: 20 })
  expect(longer.cost.refusedWhileWell).toBe(43 + 62)
  expect(longer.cost.meanDelaySeconds).toBeGreaterThan(1.8 * shorter.cost.meanDelaySeconds)
  expect(longer.cost.total).toBeGreaterThan(3 * shorter.cost.total)
})

test('an outage of 45 s, 3/30s: a probe in vain opens it again, and counts as no further opening', async () => {
  const { turns, cost } = await replayed(withOutageOf(45), '3/30s')

  expect(turns).toEqual([
    '09:00:12.100 opened',
    '09:00:42.100 half-opened',
    '09:00:42.200 opened',
    '09:01:12.200 half-opened',
    '09:01:12.300 closed',
  ])
  expect(cost).toMatchObject({ opened: 1, openSeconds: 60.2, probes: 2, wasted: 4 })
})

test('a call that its adapter tries twice counts twice', async () => {
  const twice = withOutageOf(20).map((call) => ({ ...call, operation: 'getMessage' }))

  const { turns, wasted } = await replayed(twice, '3/30s')

  expect(turns[0]).toBe('09:00:11.100 opened')
  expect(wasted.map(({ at }) => clockTime(at))).toEqual(['09:00:10.000', '09:00:10.200', '09:00:11.000'])
})

test('a call that hangs is cut off by the time limit of the guard', async () => {
  const hanging = [
    recordedCall(0, 'answered'),
    recordedCall(1, 'timeout', { ms: 90_000 }),
    recordedCall(200, 'answered'),
  ]

  const { wasted } = await replayed(hanging, '5/60s')

  expect(wasted[0]).toEqual({ at: hanging[1]?.at, ms: 30_000 })
})

test('each process has a breaker of its own', async () => {
  const two = withOutageOf(20).map((call, n) => ({ ...call, instance: n % 2 === 0 ? 'a' : 'b' }))

  const { turns } = await replayed(two, '3/30s')

  expect(turns.filter((turn) => turn.endsWith(' opened'))).toEqual([
    '09:00:14.100 opened',
    '09:00:15.100 opened',
  ])
})

test('the timers are given back', async () => {
  const before = globalThis.setTimeout

  await replayed(withOutageOf(20), '3/30s')

  expect(globalThis.setTimeout).toBe(before)
})
