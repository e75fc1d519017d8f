/** Plays an outage of one service in the middle of the work, and shows how /health tells of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { BreakerSnapshot } from '../../src/resilience/snapshot.ts'
import { askHealth, extract, type HealthAnswer } from './health.ts'
import type { Stage } from './stage.ts'

export const services = ['openai', 'graph', 'storage', 'teams'] as const
export type Service = (typeof services)[number]

export interface Outage {
  /** Takes the service away and comes back when its breaker was seen open; throws where it never opens. */
  begin(): Promise<void>
  /** How it is shown while the breaker is open; for storage the queues go away as well for a moment. */
  last(): Promise<void>
  end(): void
  /** Comes back when the breaker was seen closed again; throws where it never closes. */
  over(): Promise<void>
}

/** The breakers that must be seen open; the others of the service may open too. */
const watched: Readonly<Record<Service, readonly string[]>> = {
  openai: ['openai'],
  graph: ['graph'],
  storage: ['storage-blob', 'storage-queue', 'storage-table'],
  teams: ['teams'],
}

const patienceMs = 60_000
const lastsMs = 5_000

export function planOutage(stage: Stage, service: Service, tell: (text: string) => void): Outage {
  const down = { kind: 'down' } as const
  const names = watched[service]
  const breakers = (health: HealthAnswer) => health.breakers.filter(({ name }) => names.includes(name))

  async function seen(what: string, holds: (all: readonly BreakerSnapshot[]) => boolean) {
    const patience = Date.now() + patienceMs
    for (;;) {
      const health = await askHealth(stage.host.url)
      if (holds(breakers(health))) return health
      if (Date.now() > patience) throw new Error(`${service}: no breaker was seen ${what} in time`)
      await sleep(50)
    }
  }

  const isOpen = ({ state, retryAt }: BreakerSnapshot) => state === 'open' && retryAt !== null

  return {
    async begin() {
      tell(`\n${service} goes away.`)
      if (service === 'storage') {
        // Blobs and tables first, the queues a moment later: what is in work is put off through them.
        stage.storage.faults.set('blob', '*', down)
        stage.storage.faults.set('table', '*', down)
      } else stage.lab.faults.set(service, '*', down)
      const health = await seen('open', (all) => all.some(isOpen))
      const open = health.breakers.filter(isOpen).map(({ name }) => name)
      tell(`The breaker opens; /health says:\n${extract(health, open)}`)
    },
    async last() {
      if (service === 'storage') {
        await sleep(1_000)
        tell('The queues are away as well; the listeners wait.')
        stage.storage.faults.set('queue', '*', { ...down, forSeconds: 2 })
      }
      await sleep(lastsMs)
    },
    end() {
      stage.lab.faults.clear()
      stage.storage.faults.clear()
      tell(`${service} is back.`)
    },
    async over() {
      const health = await seen('closed', (all) => all.every(({ state }) => state === 'closed'))
      tell(`The breaker is closed again; /health says:\n${extract(health, names)}\n`)
    },
  }
}
