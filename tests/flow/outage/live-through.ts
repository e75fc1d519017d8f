/** Two hours without a dependency, on virtual time: invoices wait, the host runs, real guards stand before the fakes. */
import { hours, minutes, seconds, type Clock } from '../../../src/domain/clock.ts'
import type { Dependency } from '../../../src/domain/dependency.ts'
import { startVirtualTime } from '../../../local/virtual-time.ts'
import { fields, parsed, reading } from '../../factories.ts'
import type { FakeClock } from '../../fakes/clock.ts'
import { fakeModelReader } from '../../fakes/model-reader.ts'
import { agent, type Agent, deliver } from '../agent.ts'
import { type Away, serveBehindGuards } from './services.ts'
import { startVirtualHost } from './virtual-host.ts'

const start = new Date('2026-11-02T09:00:00.000Z')
/** All mails are queued by then, and the first are under way. */
const goesAway = seconds(5)
const comesBack = goesAway + hours(2)
/** A second message of an invoice, of a step that ran twice, may wait for the lock of the first: 11 minutes. */
const watched = minutes(15)

export interface Plan {
  readonly invoices: number
  readonly away: Partial<Record<Dependency, Away>>
}

export async function liveThrough({ invoices, away }: Plan) {
  const time = startVirtualTime(start)
  const clock = readOnly(time.clock)
  const random = seeded(4711)
  const model = fakeModelReader()
  const it = agent({ clock, random, intakeFrom: start, ...(away.openai === undefined ? {} : { model }) })
  for (let n = 1; n <= invoices; n++) {
    readable(it, `${n}.pdf`, String(n), away.openai === undefined ? undefined : model)
    deliver(it, `m${n}`, [`${n}.pdf`])
  }
  const services = serveBehindGuards(it, { clock, random, model })
  const host = startVirtualHost(it, () => services.away.has('storage-queue'))
  time.at(0, () => void it.tick())
  time.at(goesAway / 1_000, () => {
    for (const [name, how] of Object.entries(away)) services.away.set(name as Dependency, how)
  })
  time.at(comesBack / 1_000, () => services.away.clear())
  const { stackTraceLimit } = Error
  // Half a million refusals: nobody reads where they came from.
  Error.stackTraceLimit = 0
  await time.runUntil((comesBack + watched) / 1_000).finally(() => {
    Error.stackTraceLimit = stackTraceLimit
  })
  return { it, services, host, secondsToTheLastMail: secondsToTheLastMail(it) }
}

/** From the recovery until accounts payable had everything. */
function secondsToTheLastMail(it: Agent): number {
  const posted = it.ledger.entries.map(({ status }) =>
    'postedAt' in status ? status.postedAt.getTime() : Infinity,
  )
  return (Math.max(...posted) - start.getTime() - comesBack) / 1_000
}

/** Rules read all of it, or, where a model is there to be waited for, all but the total. */
function readable(
  it: Agent,
  name: string,
  number: string,
  model: ReturnType<typeof fakeModelReader> | undefined,
) {
  const text = `Contoso GmbH DE123456788 ${number} 2026-10-30 1190.00 1000.00 190.00 EUR`
  const totalAmount = model === undefined ? '1190.00' : null
  const rules = reading({ fields: fields({ invoiceNumber: number, totalAmount }) })
  it.parser.answer(name, parsed({ pages: [{ page: 1, text }], rules }))
  model?.answer(name, reading({ source: 'model', fields: fields({ invoiceNumber: number }, 'model') }))
}

/** Time moves by itself here. */
function readOnly(clock: Clock): FakeClock {
  const refuse = () => {
    throw new Error('virtual time moves by itself')
  }
  return { now: () => clock.now(), advance: refuse, set: refuse }
}

/** Numbers in [0, 1), the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
