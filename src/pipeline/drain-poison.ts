/** Makes cases of what the host gave up on, sends back what an outage put there, and tells the channel of the rest. */
import { caseNotice } from '../domain/case-notice.ts'
import {
  caseIdOf,
  hasLine,
  opened,
  selfRedrive,
  sinceOf,
  type Case,
  type Failure,
  type Reason,
} from '../domain/case.ts'
import type { Dependency } from '../domain/dependency.ts'
import { queueNames, type QueueName } from '../domain/messages.ts'
import type { PoisonMessage } from '../domain/ports/queues.ts'
import type { Team } from '../domain/ports/team.ts'
import { allOpen } from './all-open.ts'
import { changeCase } from './change-case.ts'
import { parkInvoice, type ParkInvoice } from './park-invoice.ts'
import { redriveCase, type RedriveCase } from './redrive-case.ts'

export interface DrainPoison extends RedriveCase, ParkInvoice {
  /** Absent where no channel is configured: the digest tells then. */
  team: Team | undefined
  /** Whether the dependency is known to be away, as this process knows it. */
  isAway: (dependency: Dependency) => boolean
}

export interface Drained {
  readonly taken: number
  readonly redriven: number
  /** Cases that wait for a person, or for a dependency. */
  readonly open: number
}

const itself = 'drainPoison'

/** A poison message is removed only when its case stands, and a case is closed only when its message is back: run it again at will. */
export function makeDrainPoison(deps: DrainPoison): () => Promise<Drained> {
  return async () => {
    let taken = 0
    for (const queue of queueNames) taken += await drainQueue(deps, queue)
    const open = await allOpen(deps.cases)
    const news = open.filter((one) => !one.isTold)
    const back = open.filter((one) => selfRedrive(one, deps.clock.now(), deps.isAway) === 'now')
    for (const one of back) await redriveCase(deps, one, { who: itself, why: 'by itself' })
    if (news.length > 0) await tell(deps, news)
    return { taken, redriven: back.length, open: open.length - back.length }
  }
}

async function drainQueue(deps: DrainPoison, queue: QueueName): Promise<number> {
  let taken = 0
  for (;;) {
    const batch = await deps.poison.take(queue)
    for (const message of batch) {
      await openCase(deps, queue, message)
      await deps.poison.remove(queue, message)
    }
    if (batch.length === 0) return taken
    taken += batch.length
  }
}

/** A message that comes a second time, since it could not be removed, changes nothing. */
async function openCase(deps: DrainPoison, step: QueueName, { poisonId, text, at }: PoisonMessage) {
  const caseId = caseIdOf(step, text)
  const changeId = `poisoned:${poisonId}`
  const failure = await deps.cases.lastFailure(caseId)
  await changeCase(deps.cases, caseId, (known) => {
    if (known !== undefined && hasLine(known, changeId)) return known
    const reason = reasonOf(failure, sinceOf({ step, message: text }), known?.lastSeen)
    const line = { changeId, at, who: 'host', what: `gave up: ${reason.why}` }
    return opened(known, { step, message: text, reason, line })
  })
}

/** The failure that was kept, if it is of this message and not of one that the case has had before. */
function reasonOf(failure: Failure | undefined, since: Date | undefined, lastSeen: Date | undefined): Reason {
  const isOfNow =
    failure !== undefined &&
    (since === undefined || failure.at >= since) &&
    (lastSeen === undefined || failure.at > lastSeen)
  if (!isOfNow) return { kind: 'no-error', why: 'the process died each time, without a word' }
  const { kind, why, dependency } = failure
  return { kind, why, dependency }
}

/** Once for each case, in one card for them all; an invoice that has to be parked is told of by its own card. */
async function tell(deps: DrainPoison, news: readonly Case[]): Promise<void> {
  const now = deps.clock.now()
  const onCard: Case[] = []
  for (const one of news) {
    const needsPerson = selfRedrive(one, now, deps.isAway) === 'never'
    if (needsPerson && (await parkInvoice(deps, one))) await noteTold(deps, one)
    else onCard.push(one)
  }
  if (onCard.length === 0) return
  const needsPerson = (one: Case) => selfRedrive(one, now, deps.isAway) === 'never'
  await deps.team?.tell(caseNotice(onCard, needsPerson))
  for (const one of onCard) await noteTold(deps, one)
}

const noteTold = (deps: DrainPoison, { caseId }: Case) =>
  changeCase(deps.cases, caseId, (known) =>
    known === undefined || known.isTold ? known : { ...known, isTold: true },
  )
