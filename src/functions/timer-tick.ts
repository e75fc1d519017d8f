/** Runs a timer's step; while its dependency is away the tick returns at once and the next one tries again. */
import { AgentError, CallRefused } from '../domain/errors.ts'
import type { Report } from './report.ts'
import { withDeadline } from '../resilience/deadline.ts'
import { after, type Clock } from '../domain/clock.ts'
import { stepTimes, type StepTimes } from '../domain/limits.ts'

/** One event for each open period, not one for each tick. */
export function timerTick(
  deps: { report: Report; clock: Clock; times?: StepTimes },
  name: string,
  step: () => Promise<unknown>,
): () => Promise<void> {
  let wasRefused = false
  return async () => {
    try {
      const { stepMs } = deps.times ?? stepTimes
      await withDeadline(after(deps.clock.now(), stepMs), step)
      wasRefused = false
    } catch (error) {
      if (!(error instanceof AgentError)) {
        deps.report.stepFailed(name, error)
        throw error
      }
      const isRefused = error instanceof CallRefused
      if (!isRefused || !wasRefused) deps.report.tickSkipped(name, error.message)
      wasRefused = isRefused
    }
  }
}
