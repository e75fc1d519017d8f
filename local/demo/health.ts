/** Asks /health and shows what it says of the breakers. */
import Table from 'cli-table3'
import type { BreakerSnapshot } from '../../src/resilience/snapshot.ts'
import { plain } from '../plain-table.ts'

export interface HealthAnswer {
  readonly status: string
  readonly breakers: readonly BreakerSnapshot[]
}

export async function askHealth(hostUrl: string): Promise<HealthAnswer> {
  const response = await fetch(`${hostUrl}/health`, { signal: AbortSignal.timeout(10_000) })
  return (await response.json()) as HealthAnswer
}

export function breakerTable(breakers: readonly BreakerSnapshot[]): string {
  const table = new Table({
    head: ['breaker', 'state', 'opens after', 'stays open', 'calls', 'failures', 'refusals', 'opened'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right'],
    ...plain,
  })
  for (const { name, state, threshold, resetAfterSeconds, counters } of breakers) {
    const { calls, failures, refusals, opened } = counters
    table.push([name, state, threshold, `${resetAfterSeconds} s`, calls, failures, refusals, opened])
  }
  return table.toString()
}

/** One breaker as /health shows it. */
export function extract({ status, breakers }: HealthAnswer, names: readonly string[]): string {
  const shown = breakers.filter(({ name }) => names.includes(name))
  return JSON.stringify({ status, breakers: shown }, null, 2)
}
