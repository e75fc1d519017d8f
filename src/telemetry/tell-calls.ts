/** Tells of each call that goes through a guard, and counts the refused ones. */
import type { Clock } from '../domain/clock.ts'
import { dependencies } from '../domain/dependency.ts'
import { AgentError, CallRefused, DependencyFailed, RemoteAnswer } from '../domain/errors.ts'
import type { Guards } from '../resilience/create-guards.ts'
import type { Guard } from '../resilience/guard.ts'
import { metricNames } from './events.ts'
import type { Telemetry } from './telemetry.ts'

/** The same guards; whoever calls through these is told of. */
export function tellingCalls(telemetry: Telemetry, guards: Guards, clock: Clock): Guards {
  return Object.fromEntries(
    dependencies.map((dependency) => [dependency, telling(telemetry, guards[dependency], clock)]),
  ) as Guards
}

function telling(telemetry: Telemetry, guard: Guard, clock: Clock): Guard {
  const { dependency: target } = guard
  return {
    ...guard,
    async call(operation, work, options = {}) {
      const began = clock.now().getTime()
      let error: unknown
      const { fallback } = options
      try {
        return await guard.call(operation, work, {
          ...options,
          ...(fallback !== undefined && {
            fallback: (away) => {
              error = away
              return fallback(away)
            },
          }),
        })
      } catch (thrown) {
        error = thrown
        throw thrown
      } finally {
        const isSuccess = error === undefined || error instanceof RemoteAnswer
        const ms = clock.now().getTime() - began
        const breaker = guard.snapshot().state
        telemetry.tell({ kind: 'call', target, operation, result: resultOf(error), isSuccess, breaker, ms })
        if (error instanceof CallRefused)
          telemetry.tell({ kind: 'metric', name: metricNames.refusals, value: 1, properties: { target } })
      }
    },
  }
}

function resultOf(error: unknown): string {
  if (error === undefined) return 'answered'
  if (error instanceof CallRefused) return `refused: ${error.because}`
  if (error instanceof DependencyFailed) return error.failure
  if (error instanceof RemoteAnswer) return error.answer
  return error instanceof AgentError ? error.kind : 'bug'
}
