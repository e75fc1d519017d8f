/** FAILURES 11, 12 and 13 for two hours at a time: what an outage costs, and how soon after it everything is delivered. */
import { expect, test } from 'vitest'
import type { Dependency } from '../../../src/domain/dependency.ts'
import { defaultBreakers } from '../../../src/resilience/settings.ts'
import { liveThrough, type Plan } from './live-through.ts'

/** Real time: some ten seconds on a machine that has much else to do. */
const slow = { timeout: 180_000 }

type Lived = Awaited<ReturnType<typeof liveThrough>>

/** Nothing lost, nothing twice, nothing for a person, and nothing left to do. */
function expectAllDelivered({ it, secondsToTheLastMail }: Lived, invoices: number): void {
  expect(it.ledger.entries.map(({ status }) => status.state)).toEqual(Array(invoices).fill('notified'))
  expect(it.outbox.sent).toHaveLength(invoices)
  expect(new Set(it.outbox.sent.map(({ invoiceId }) => invoiceId)).size).toBe(invoices)
  // A card may come twice where a step ran twice; a mail never does.
  expect(it.team.told.length).toBeGreaterThanOrEqual(invoices)
  expect(it.poison.all).toEqual([])
  expect(it.cases.all).toEqual([])
  expect(it.queues.all).toEqual([])
  expect(secondsToTheLastMail).toBeLessThanOrEqual(300)
}

/** Those that open it, those that are under way by then, and one probe an open period. */
const mostWasted = ({ services }: Lived, name: Dependency): number =>
  defaultBreakers[name].opensAfter + defaultBreakers[name].atOnce + services.opened(name)

test.each<{ who: string; away: Plan['away']; invoices: number; touches: number }>([
  { who: 'Graph', away: { graph: 'refuses' }, invoices: 500, touches: 1 },
  // Those who come while a probe hangs come once more when it has failed.
  { who: 'Graph, which hangs', away: { graph: 'hangs' }, invoices: 100, touches: 2.25 },
  { who: 'the model', away: { openai: 'refuses' }, invoices: 500, touches: 1 },
  { who: 'Blob Storage', away: { 'storage-blob': 'refuses' }, invoices: 500, touches: 1 },
  { who: 'Table Storage', away: { 'storage-table': 'refuses' }, invoices: 500, touches: 1 },
  { who: 'Teams', away: { teams: 'refuses' }, invoices: 500, touches: 1 },
  {
    who: 'Graph and Table Storage',
    away: { graph: 'refuses', 'storage-table': 'refuses' },
    invoices: 100,
    touches: 1,
  },
  { who: 'the model and Graph', away: { openai: 'refuses', graph: 'refuses' }, invoices: 100, touches: 1 },
])(
  'FAILURES 11, 12, 13: two hours without $who, $invoices invoices: few calls, no attempt burned, all delivered within 5 min',
  slow,
  async ({ away, invoices, touches }) => {
    const lived = await liveThrough({ invoices, away })
    const { services, host } = lived

    expectAllDelivered(lived, invoices)
    expect(host.burned).toEqual([])
    const names = Object.keys(away) as Dependency[]
    for (const name of names) expect(services.wasted(name)).toBeLessThanOrEqual(mostWasted(lived, name))
    const periods = names.reduce((sum, name) => sum + services.opened(name), 0)
    // The first failures, while it is closed yet, come at shorter intervals.
    expect(host.mostDeferrals()).toBeLessThanOrEqual(touches * periods + 10)
    expect(services.mostInFlight('graph')).toBe(4)
  },
)

test(
  'FAILURES 12: two hours without Queue Storage: the host receives nothing, each message under way costs one put and one attempt',
  slow,
  async () => {
    const invoices = 500
    const lived = await liveThrough({ invoices, away: { 'storage-queue': 'refuses' } })
    const { services, host } = lived

    expectAllDelivered(lived, invoices)
    const underWay = host.burned.length
    expect(underWay).toBeGreaterThan(0)
    expect(underWay).toBeLessThanOrEqual(4 * 24)
    // The put of a deferral passes the open circuit, and is tried twice.
    expect(services.wasted('storage-queue')).toBeLessThanOrEqual(
      mostWasted(lived, 'storage-queue') + 2 * underWay,
    )
    expect(host.mostDeferrals()).toBeLessThanOrEqual(5)
  },
)
