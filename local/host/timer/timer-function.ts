/** A timer function on its schedule: never twice at once, never stopped by a handler that fails. */
import type { Clock } from '../../../src/domain/clock.ts'
import { triggerOf, type Invoke } from '../app/invoke.ts'
import type { RegisteredFunction } from '../app/registry.ts'
import { resolveNames } from '../app/resolve-names.ts'
import { failureOf } from '../host-error.ts'
import type { Log } from '../log.ts'
import type { Emit } from '../queue/outputs.ts'
import { makePause } from '../queue/pause.ts'
import { isTooOftenToMonitor, parseSchedule, type Schedule } from './schedule.ts'
import { neverRan, timerData, type ScheduleStatus } from './timer-data.ts'

export interface TimerTools {
  readonly invoke: Invoke
  readonly emit: Emit
  readonly log: Log
  readonly clock: Clock
}

export interface TimerFunction {
  readonly fn: RegisteredFunction
  readonly schedule: Schedule
  readonly scheduleText: string
  /** Runs now, beside the schedule. Never rejects: a failure is told in the log. */
  runNow(): Promise<void>
  start(): void
  /** Ends the schedule and waits for the run at work. */
  stop(): Promise<void>
}

/** setTimeout takes 24 days at most; a long wait goes in pieces, which also follows changes of the clock. */
const longestWait = 60 * 60_000

/** HostError where the schedule cannot be read. */
export function timerFunction(
  fn: RegisteredFunction,
  env: NodeJS.ProcessEnv,
  tools: TimerTools,
): TimerFunction {
  const { options } = triggerOf(fn)
  const { name } = fn.metadata
  const scheduleText = resolveNames(String(options.schedule), env)
  const schedule = parseSchedule(scheduleText, env.WEBSITE_TIME_ZONE || 'UTC')
  const pause = makePause()
  const runs = new Set<Promise<void>>()
  let status: ScheduleStatus = neverRan(schedule.next(tools.clock.now()))
  let isStopped = false
  let loop: Promise<void> = Promise.resolve()

  const once = async (): Promise<void> => {
    const isMonitored = options.useMonitor !== false && !isTooOftenToMonitor(schedule, tools.clock.now())
    try {
      const data = timerData(schedule, isMonitored ? status : undefined)
      await tools.emit(fn, await tools.invoke(fn, { data }))
    } catch (error) {
      tools.log('error', name, `Executed (Failed): ${failureOf(error)}`)
    }
  }
  const run = (): Promise<void> => {
    const running = once().finally(() => runs.delete(running))
    runs.add(running)
    return running
  }
  const keepTime = async (): Promise<void> => {
    if (options.runOnStartup === true) await run()
    while (!isStopped) {
      const wait = status.next.getTime() - tools.clock.now().getTime()
      if (wait > 0) await pause.for(Math.min(wait, longestWait))
      else {
        const occurrence = status.next
        const startedAt = tools.clock.now()
        await run()
        // Counted from the start: a run longer than the interval is followed by one at once, not by all it missed.
        status = { last: occurrence, next: schedule.next(startedAt), lastUpdated: tools.clock.now() }
      }
    }
  }
  return {
    fn,
    schedule,
    scheduleText,
    runNow: run,
    start: () => {
      loop = keepTime()
    },
    stop: async () => {
      isStopped = true
      pause.end()
      await loop
      await Promise.all(runs)
    },
  }
}
