/** A timer on its schedule, with the clock of the test. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RegisteredFunction } from '../../../../local/host/app/registry.ts'
import { timerFunction } from '../../../../local/host/timer/timer-function.ts'

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') }))
afterEach(() => vi.useRealTimers())

function timer(options: object, run: (data: { ScheduleStatus: object | null }) => Promise<void>) {
  const fn: RegisteredFunction = {
    metadata: { name: 'tick', bindings: { t: { type: 'timerTrigger', direction: 'in', ...options } } },
    callback: () => undefined,
  }
  return timerFunction(
    fn,
    {},
    {
      clock: { now: () => new Date() },
      log: () => undefined,
      emit: async () => undefined,
      invoke: async (_, call) => {
        await run(JSON.parse(String(call.data.json)) as { ScheduleStatus: object | null })
        return {}
      },
    },
  )
}

const minute = 60_000

test('a run sees the state before it: the last run, and the occurrence that runs now', async () => {
  const seen: unknown[] = []
  const tick = timer({ schedule: '0 */5 * * * *' }, async (data) => void seen.push(data.ScheduleStatus))
  tick.start()
  await vi.advanceTimersByTimeAsync(10 * minute)
  await tick.stop()
  expect(seen).toMatchObject([
    { Last: '0001-01-01T00:00:00+00:00', Next: '2026-01-01T00:05:00+00:00' },
    { Last: '2026-01-01T00:05:00+00:00', Next: '2026-01-01T00:10:00+00:00' },
  ])
})

test.each([{ schedule: '*/20 * * * * *' }, { schedule: '0 */5 * * * *', useMonitor: false }])(
  '%o is not monitored: the status is null',
  async (options) => {
    const seen: unknown[] = []
    const tick = timer(options, async (data) => void seen.push(data.ScheduleStatus))
    tick.start()
    await vi.advanceTimersByTimeAsync(5 * minute)
    await tick.stop()
    expect(new Set(seen)).toEqual(new Set([null]))
  },
)

test('runs never overlap; one that outlasts several occurrences is followed by one at once', async () => {
  const starts: string[] = []
  let working = 0
  let most = 0
  const tick = timer({ schedule: '0 * * * * *' }, async () => {
    starts.push(new Date().toISOString().slice(11, 19))
    working += 1
    most = Math.max(most, working)
    if (starts.length === 1) await new Promise((resolve) => setTimeout(resolve, 3.5 * minute))
    working -= 1
  })
  tick.start()
  await vi.advanceTimersByTimeAsync(6 * minute)
  await tick.stop()
  expect(starts).toEqual(['00:01:00', '00:04:30', '00:05:00', '00:06:00'])
  expect(most).toBe(1)
})

test('a failing run does not end the schedule', async () => {
  let runs = 0
  const tick = timer({ schedule: '0 * * * * *' }, async () => {
    runs += 1
    throw new Error('on purpose')
  })
  tick.start()
  await vi.advanceTimersByTimeAsync(3 * minute)
  await tick.stop()
  expect(runs).toBe(3)
})

test('runOnStartup runs at once', async () => {
  let runs = 0
  const tick = timer({ schedule: '0 0 0 1 6 *', runOnStartup: true }, async () => void (runs += 1))
  tick.start()
  await vi.advanceTimersByTimeAsync(0)
  await tick.stop()
  expect(runs).toBe(1)
})
