/** Processes for tests that share one board in memory, each with guards of its own. */
import { systemClock } from '../../../src/domain/clock.ts'
import { dependencies } from '../../../src/domain/dependency.ts'
import type { Board } from '../../../src/domain/ports/board.ts'
import { createGuards, type Guards } from '../../../src/resilience/create-guards.ts'
import { createFleet, type Fleet } from '../../../src/resilience/fleet.ts'
import { trialSettings } from './trial-guard.ts'

export interface TrialProcess {
  readonly fleet: Fleet
  readonly guards: Guards
  /** What it told of the board's outages. */
  readonly told: readonly unknown[]
}

/** Each guard opens after 3 failures for 30 s; a beat is a minute. The process has not started. */
export function trialProcess(process: string, board: Board): TrialProcess {
  const each = <T>(value: T) => Object.fromEntries(dependencies.map((name) => [name, value])) as never
  const guards = createGuards({
    settings: each(trialSettings),
    translate: each((error: unknown) => (error instanceof Error ? error : new Error(String(error)))),
    random: () => 0.5,
  })
  const told: unknown[] = []
  const self = { process, instance: `instance of ${process}`, version: '1.2.3', started: systemClock.now() }
  const fleet = createFleet({ board, guards, self, clock: systemClock, tell: (error) => told.push(error) })
  return { fleet, guards, told }
}
