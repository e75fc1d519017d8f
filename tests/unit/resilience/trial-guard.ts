/** A guard for tests, with what it told, and the ways a call through it can end. */
import type { Dependency } from '../../../src/domain/dependency.ts'
import { DependencyFailed, RemoteAnswer } from '../../../src/domain/errors.ts'
import { createGuard, type GuardParts } from '../../../src/resilience/create-guard.ts'
import type { GuardEvent } from '../../../src/resilience/guard-event.ts'
import type { Guard } from '../../../src/resilience/guard.ts'
import type { BreakerSettings } from '../../../src/resilience/settings.ts'

export const trialSettings: BreakerSettings = {
  opensAfter: 3,
  staysOpenMs: 30_000,
  timeoutMs: 5_000,
  atOnce: 100,
}

/** A guard of Graph that opens after 3 failures for 30 s; `events` holds all it told. */
export function trialGuard(
  settings: Partial<BreakerSettings> = {},
  parts: Partial<GuardParts> = {},
): { guard: Guard; events: GuardEvent[]; kinds: () => GuardEvent['kind'][] } {
  const events: GuardEvent[] = []
  const guard = createGuard({
    dependency: 'graph',
    settings: { ...trialSettings, ...settings },
    translate: (error) => (error instanceof Error ? error : new Error(String(error))),
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    ...parts,
  })
  return { guard, events, kinds: () => events.map((event) => event.kind) }
}

export const failure = (
  details: { retryAfterMs?: number; status?: number } = {},
  dependency: Dependency = 'graph',
): DependencyFailed =>
  new DependencyFailed(dependency, 'server-error', { mayHaveActed: true, status: 503, ...details })

export const answer = (status: number): RemoteAnswer =>
  new RemoteAnswer('graph', status === 404 ? 'not-found' : 'rejected', { status })

export const succeeds = (): Promise<string> => Promise.resolve('done')
export const hangs = (): Promise<never> => new Promise(() => undefined)
export const throws = (error: Error) => (): Promise<never> => Promise.reject(error)

/** The error a call ends with, or what it gave. */
export const outcomeOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error)

export async function failTimes(guard: Guard, times: number, error: Error = failure()): Promise<void> {
  for (let i = 0; i < times; i++) await outcomeOf(guard.call('read', throws(error)))
}
