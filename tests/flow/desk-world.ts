/** The HTTP functions over a ledger in which something of each kind waits, for the tests of what they answer. */
import type { HTTPMethod } from 'find-my-way'
import { seconds } from '../../src/domain/clock.ts'
import { DependencyFailed } from '../../src/domain/errors.ts'
import { fields, parsed, reading } from '../factories.ts'
import { type Agent, agent, invoicePdf } from './agent.ts'
import { takeIn } from './take-in.ts'
import { type Answer, httpApp } from './http-app.ts'

/** Method, place, status and body; a place has words such as HELD for the ids of what waits. */
export type Asked = [HTTPMethod, string, number, unknown?]

/** A held invoice, a duplicate, one that is none, a case; and Teams, whose breaker is open. */
export async function deskWorld() {
  const it = agent()
  const app = httpApp(it)
  await it.poll()
  await takeIn(it, 'first.pdf', invoicePdf)
  const DUPLICATE = await takeIn(it, 'copy.pdf', invoicePdf, 'first.pdf')
  const other = fields({ netAmount: null, taxAmount: null, totalAmount: '1290.00' })
  const HELD = await takeIn(it, 'other.pdf', parsed({ rules: reading({ fields: other }) }))
  const NONE = await takeIn(it, 'terms.pdf', parsed({ rules: reading({ documentType: 'not-an-invoice' }) }))
  await breakDown(it)
  const away = new DependencyFailed('teams', 'network', { mayHaveActed: false })
  await app.guards.teams.call('say', () => Promise.reject(away)).catch(() => undefined)

  const ids = { HELD, DUPLICATE, NONE, CASE: it.cases.parked[0]?.caseId ?? '' }
  const placed = (target: string): string =>
    target.replaceAll(/HELD|DUPLICATE|NONE|CASE/g, (word) => ids[word as keyof typeof ids])
  const ask = (method: HTTPMethod, target: string, body?: unknown): Promise<Answer> =>
    app.ask(method, placed(target), body)
  return { it, app, placed, ask }
}

export type DeskWorld = Awaited<ReturnType<typeof deskWorld>>

/** An invoice whose document cannot be read for a bug of ours: the host gives its message up. */
async function breakDown(it: Agent) {
  it.parser.failNext(new TypeError('a bug of ours'), { times: 5 })
  await takeIn(it, 'broken.pdf', invoicePdf)
  for (let n = 0; n < 6; n++) {
    it.clock.advance(seconds(31))
    await it.work()
  }
  await it.drain()
}
