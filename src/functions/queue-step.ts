/** Runs one step for one queue message and settles the outcome; every queue function is this with another step. */
import type { InvocationContext } from '@azure/functions'
import { after, type Clock } from '../domain/clock.ts'
import type { Entry } from '../domain/entry.ts'
import { messageAgeMs, stepTimes, type StepTimes } from '../domain/limits.ts'
import { readMessage, type MessageOf, type QueueName } from '../domain/messages.ts'
import type { MailRecord } from '../domain/ports/ledger.ts'
import type { Queues } from '../domain/ports/queues.ts'
import type { NoteFailure } from '../pipeline/note-failure.ts'
import type { ParkMessage } from '../pipeline/park-message.ts'
import { withDeadline } from '../resilience/deadline.ts'
import { settlementOf, type Settlement } from './outcome.ts'
import type { Report } from './report.ts'

export interface QueueStep {
  queues: Queues
  park: ParkMessage
  /** Keeps the error of an attempt; never throws in its place. */
  note: NoteFailure
  report: Report
  clock: Clock
  random: () => number
  times?: StepTimes
}

export type Step<Q extends QueueName> = (
  message: MessageOf<Q>,
  worker: string,
) => Promise<Entry | MailRecord | undefined>
export type QueueHandler = (body: unknown, context: InvocationContext) => Promise<void>

/** Throws only what the host should count as an attempt: an error of ours, or a deferral that could not be put. */
export function queueStep<Q extends QueueName>(deps: QueueStep, queue: Q, step: Step<Q>): QueueHandler {
  return async (body, context) => {
    let message: MessageOf<Q> | undefined
    try {
      message = readMessage(queue, body)
      const known = message
      const { stepMs } = deps.times ?? stepTimes
      await withDeadline(after(deps.clock.now(), stepMs), () => step(known, context.invocationId))
    } catch (error) {
      await settle(deps, queue, message, body, error).catch(async (failure: unknown) => {
        await deps.note({ queue, body, error: failure })
        throw failure
      })
    }
  }
}

async function settle<Q extends QueueName>(
  deps: QueueStep,
  queue: Q,
  message: MessageOf<Q> | undefined,
  body: unknown,
  error: unknown,
): Promise<void> {
  const settlement = aged(deps, message, settlementOf(error, deps.clock.now(), deps.random, message))
  if (settlement.do === 'retry') {
    deps.report.stepFailed(queue, error)
    throw error
  }
  if (settlement.do === 'defer' && message !== undefined) return defer(deps, queue, message, settlement)
  try {
    await park(deps, queue, body, settlement)
  } catch (parkError) {
    // The ledger is away: what should be parked waits for it like any other work.
    const later = settlementOf(parkError, deps.clock.now(), deps.random, message)
    if (later.do !== 'defer' || message === undefined) throw parkError
    await defer(deps, queue, message, later)
  }
}

/** What waits longer than the age limit is parked: an outage of that length is for people. */
function aged(deps: QueueStep, message: { since: string } | undefined, settlement: Settlement): Settlement {
  if (settlement.do !== 'defer' || message === undefined) return settlement
  if (deps.clock.now() < after(new Date(message.since), messageAgeMs)) return settlement
  return { do: 'park', kind: 'too-old', why: `waited past the age limit; last: ${settlement.because}` }
}

async function park(deps: QueueStep, queue: QueueName, body: unknown, settlement: Settlement): Promise<void> {
  const { kind, why } = settlement.do === 'park' ? settlement : { kind: 'bad-message', why: 'not readable' }
  deps.report.parked(queue, kind)
  await deps.park({ queue, body, kind, why })
}

async function defer<Q extends QueueName>(
  deps: QueueStep,
  queue: Q,
  message: MessageOf<Q>,
  { until, because }: Settlement & { do: 'defer' },
): Promise<void> {
  const delayMs = Math.max(0, until.getTime() - deps.clock.now().getTime())
  await deps.queues.putBack(queue, { ...message, deferrals: message.deferrals + 1 }, delayMs)
  deps.report.deferred(queue, because, delayMs)
}
