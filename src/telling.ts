/** What steps and timers report, as events of the telemetry. */
import type { DigestRecord } from './domain/digest.ts'
import { days } from './domain/clock.ts'
import { AgentError } from './domain/errors.ts'
import type { QueueName } from './domain/messages.ts'
import type { Step } from './functions/queue-step.ts'
import type { Report } from './functions/report.ts'
import { framesOf } from './functions/without-words.ts'
import type { Drained } from './pipeline/drain-poison.ts'
import type { Reconciled } from './pipeline/reconcile-mailbox.ts'
import type { Stock } from './pipeline/take-stock.ts'
import { eventNames, metricNames } from './telemetry/events.ts'
import { tellOutcome } from './telemetry/tell-outcome.ts'
import type { Telemetry } from './telemetry/telemetry.ts'

export function reportTo(telemetry: Telemetry): Report {
  return {
    deferred: (queue, because, delayMs) =>
      telemetry.event(eventNames.deferred, { queue, because, delaySeconds: Math.round(delayMs / 1_000) }),
    parked: (queue, kind) => telemetry.event(eventNames.parked, { queue, kind }),
    stepFailed: (step, error) =>
      telemetry.event(eventNames.stepFailed, {
        step,
        error: error instanceof Error ? error.name : typeof error,
        // An error of ours says nothing of a document; what a library says may, and stays out but for where it came from.
        message: error instanceof AgentError ? error.message : undefined,
        at: framesOf(error)[0]?.trim(),
      }),
    tickSkipped: (timer, because) => telemetry.event(eventNames.tickSkipped, { timer, because }),
  }
}

/** Notices that the webhook took no notice of. */
export const reportDropped =
  (telemetry: Telemetry) =>
  (why: string, count: number): void =>
    telemetry.event(eventNames.noticesDropped, { why, count })

/** The drain, and what it found; an empty one is no news. Before it the stock, while what it takes still lies there. */
export function tellingDrain(
  telemetry: Telemetry,
  takeStock: () => Promise<Stock>,
  drain: () => Promise<Drained>,
): () => Promise<void> {
  return async () => {
    telemetry.tell({ kind: 'metric', name: metricNames.alive, value: 1, properties: {} })
    try {
      tellStock(telemetry, await takeStock())
    } finally {
      const { taken, redriven, open } = await drain()
      if (taken + redriven > 0) telemetry.event(eventNames.drained, { taken, redriven, open })
    }
  }
}

/** Only what is not as it mostly is: five queues a minute would be most of all telemetry. */
function tellStock(telemetry: Telemetry, { queues, subscribedMs }: Stock): void {
  for (const { queue, waiting, oldestMs, poisoned } of queues) {
    const properties = { queue }
    if (waiting > 0)
      telemetry.tell({ kind: 'metric', name: metricNames.queueDepth, value: waiting, properties })
    if (oldestMs !== undefined)
      telemetry.tell({ kind: 'metric', name: metricNames.queueOldest, value: oldestMs / 1_000, properties })
    if (poisoned > 0)
      telemetry.tell({ kind: 'metric', name: metricNames.poisonDepth, value: poisoned, properties })
  }
  if (subscribedMs === undefined || subscribedMs >= days(1)) return
  const value = subscribedMs / 1_000
  telemetry.tell({ kind: 'metric', name: metricNames.subscriptionLeft, value, properties: {} })
}

/** The comparison of mailbox and ledger, and what it came to. */
export function tellingReconciled(
  telemetry: Telemetry,
  reconcile: () => Promise<Reconciled>,
): () => Promise<void> {
  return async () => telemetry.event(eventNames.reconciled, { ...(await reconcile()) })
}

/** The digest, and how it ended; that there was nothing to tell is no news. */
export function tellingDigest(
  telemetry: Telemetry,
  send: () => Promise<DigestRecord['end']>,
): () => Promise<void> {
  return async () => {
    const end = await send()
    if (end !== undefined && end !== 'nothing') telemetry.event(eventNames.digest, { end })
  }
}

/** The step, and how the invoice or the mail ended with it. */
export function tellingOutcome<Q extends QueueName>(telemetry: Telemetry, queue: Q, step: Step<Q>): Step<Q> {
  return async (message, worker) => {
    const done = await step(message, worker)
    tellOutcome(telemetry, queue, done)
    return done
  }
}

/** What an answer of the model cost. */
export const tellingTokens =
  (telemetry: Telemetry) =>
  (kind: 'input' | 'output' | 'cached', value: number): void =>
    telemetry.tell({ kind: 'metric', name: metricNames.tokens, value, properties: { kind } })
