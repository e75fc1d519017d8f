/** The services behind the fakes, each behind its real guard: they take their time, and can be away for hours. */
import { dependencies, type Dependency } from '../../../src/domain/dependency.ts'
import { DependencyFailed } from '../../../src/domain/errors.ts'
import { createGuards } from '../../../src/resilience/create-guards.ts'
import { defaultBreakers } from '../../../src/resilience/settings.ts'
import type { Agent } from '../agent.ts'
import type { FakeModelReader } from '../../fakes/model-reader.ts'
import type { FakeClock } from '../../fakes/clock.ts'

/** `refuses`: fails at once, as a closed port; `hangs`: never answers, so that the guard's time limit ends the call. */
export type Away = 'refuses' | 'hangs'

/** Milliseconds that a call takes: storage stands next door. */
const latency: Record<Dependency, number> = {
  graph: 150,
  openai: 1_500,
  teams: 200,
  identity: 0,
  'storage-blob': 0,
  'storage-queue': 0,
  'storage-table': 0,
}

/** As in the adapters: a second try of these may do harm. */
const notIdempotent = new Set(['createDraft', 'attach', 'send', 'tell', 'stream'])

/** As an SDK whose request is cut off. */
const until = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))

export function serveBehindGuards(
  it: Agent,
  { clock, random, model }: { clock: FakeClock; random: () => number; model: FakeModelReader },
) {
  const away = new Map<Dependency, Away>()
  const wasted = new Map<Dependency, number>()
  const opened = new Map<Dependency, number>()
  const inFlight = new Map<Dependency, number>()
  const mostInFlight = new Map<Dependency, number>()
  const count = (tally: Map<Dependency, number>, name: Dependency, by = 1) => {
    const sum = (tally.get(name) ?? 0) + by
    tally.set(name, sum)
    return sum
  }
  const asIs = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
  const guards = createGuards({
    settings: defaultBreakers,
    translate: Object.fromEntries(dependencies.map((name) => [name, asIs])) as Record<
      Dependency,
      typeof asIs
    >,
    clock,
    random,
    onEvent: (event) => {
      if (event.kind === 'opened') count(opened, event.dependency)
    },
  })

  async function serve<T>(name: Dependency, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    mostInFlight.set(name, Math.max(mostInFlight.get(name) ?? 0, count(inFlight, name)))
    try {
      const how = away.get(name)
      if (how !== undefined) count(wasted, name)
      if (how === 'hangs') await until(signal)
      if (how === 'refuses') throw new DependencyFailed(name, 'network', { mayHaveActed: false })
      if (latency[name] > 0) await new Promise((resolve) => setTimeout(resolve, latency[name]))
      return await call()
    } finally {
      count(inFlight, name, -1)
    }
  }

  const stand = (name: Dependency, ...fakes: readonly Pick<Agent['mailbox'], 'around'>[]) => {
    for (const fake of fakes)
      fake.around((operation, call) =>
        guards[name].call(operation, (signal) => serve(name, signal, call), {
          idempotent: !notIdempotent.has(operation),
          evenIfOpen: operation === 'putBack',
        }),
      )
  }
  stand('graph', it.mailbox, it.outbox)
  stand('openai', model)
  stand('teams', it.team)
  stand('storage-blob', it.documents)
  stand('storage-queue', it.queues, it.poison)
  stand('storage-table', it.ledger, it.claims, it.vendors, it.bookmarks, it.cases)

  return {
    guards,
    away,
    /** Calls that reached the service while it was away. */
    wasted: (name: Dependency) => wasted.get(name) ?? 0,
    opened: (name: Dependency) => opened.get(name) ?? 0,
    mostInFlight: (name: Dependency) => mostInFlight.get(name) ?? 0,
  }
}
