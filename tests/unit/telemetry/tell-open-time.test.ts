/** For how long a breaker has not been closed: from its first opening, through probes in vain, until it closes or nobody calls. */
import { expect, test } from 'vitest'
import { minutes, seconds } from '../../../src/domain/clock.ts'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import { breakerState, createGuards, type Guards } from '../../../src/resilience/create-guards.ts'
import { readBreakerSettings } from '../../../src/resilience/settings.ts'
import { createTelemetry } from '../../../src/telemetry/telemetry.ts'
import { makeTellOpenTime } from '../../../src/telemetry/tell-open-time.ts'
import { dependencies } from '../../../src/domain/dependency.ts'
import { fakeClock } from '../../fakes/clock.ts'

function telling() {
  const clock = fakeClock()
  const told: [string | undefined, number][] = []
  const telemetry = createTelemetry(() => {})
  telemetry.join((item) => {
    if (item.kind === 'metric' && item.name === 'breaker.open-time')
      told.push([String(item.properties.target), item.value])
  })
  const openTime = makeTellOpenTime(telemetry, clock)
  const asItIs = (error: unknown) => error as Error
  const guards = createGuards({
    settings: readBreakerSettings({ BREAKER_TEAMS: '1/60s' }).settings,
    translate: Object.fromEntries(dependencies.map((name) => [name, asItIs])) as Record<
      keyof Guards,
      typeof asItIs
    >,
    clock,
    onEvent: (event) => openTime.onEvent(event),
  })
  const { teams } = guards
  const away = new DependencyFailed('teams', 'network', { mayHaveActed: true })
  return {
    clock,
    told,
    teams,
    beat: () => openTime.beat(breakerState(guards)),
    fail: () => teams.call('postCard', () => Promise.reject(away)).catch(() => 'failed'),
    answer: () => teams.call('postCard', () => Promise.resolve()),
  }
}

test('it grows from the first opening on, through every probe in vain', async () => {
  const it = telling()
  await it.fail()
  it.clock.advance(seconds(61))
  await it.fail()
  it.clock.advance(seconds(30))
  it.beat()

  expect(it.told).toEqual([
    ['teams', 0],
    ['teams', 61],
    ['teams', 91],
  ])
})

test('a probe that is due and is not made keeps nobody waiting: nothing is told', async () => {
  const it = telling()
  await it.fail()
  it.clock.advance(minutes(10))
  it.beat()

  expect(it.told).toEqual([['teams', 0]])
})

test('it ends with the answer of a probe, and begins anew', async () => {
  const it = telling()
  await it.fail()
  it.clock.advance(seconds(61))
  await it.answer()
  it.beat()
  it.clock.advance(minutes(10))
  await it.fail()

  expect(it.told).toEqual([
    ['teams', 0],
    ['teams', 0],
  ])
})

test('an isolated breaker is told too, until its time is over or somebody releases it', () => {
  const it = telling()
  const until = new Date(it.clock.now().getTime() + minutes(7))
  it.teams.isolate({ who: 'canary', why: 'canary', until })
  it.clock.advance(minutes(6))
  it.beat()
  it.clock.advance(minutes(2))
  it.beat()
  it.teams.isolate({ who: 'canary', why: 'canary' })
  it.teams.release('canary')
  it.beat()

  expect(it.told).toEqual([
    ['teams', 0],
    ['teams', 360],
    ['teams', 0],
  ])
})
