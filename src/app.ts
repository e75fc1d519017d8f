/** The composition root: every step and function is made and wired here, with the adapters of outside.ts. */
import { randomUUID } from 'node:crypto'
import type { HttpHandler, StorageQueueHandler, TimerHandler } from '@azure/functions'
import { prepareStorage } from './adapters/storage/setup.ts'
import type { Config } from './config.ts'
import { minutes, systemClock } from './domain/clock.ts'
import type { QueueName } from './domain/messages.ts'
import { makeBreakers } from './functions/breakers.ts'
import { makeGraphWebhook } from './functions/graph-webhook.ts'
import { makeHealth } from './functions/health.ts'
import { makeIntake } from './functions/intake.ts'
import { makeOpsPage } from './functions/ops-page.ts'
import { makeOpenApi } from './functions/openapi.ts'
import { queueStep, type QueueHandler, type Step } from './functions/queue-step.ts'
import { signedInOnly } from './functions/signed-in-only.ts'
import { makeStartUp } from './functions/start-up.ts'
import { timerTick } from './functions/timer-tick.ts'
import { withoutWords } from './functions/without-words.ts'
import { makeDrainPoison } from './pipeline/drain-poison.ts'
import { makeCheckMailbox } from './pipeline/check-mailbox.ts'
import { makeExtractInvoice } from './pipeline/extract-invoice.ts'
import { makeIngestMail } from './pipeline/ingest-mail.ts'
import { makeKeepSubscribed } from './pipeline/keep-subscribed.ts'
import { intakeStart } from './pipeline/intake-start.ts'
import { makeNoteFailure } from './pipeline/note-failure.ts'
import { makeNotifyTeam } from './pipeline/notify-team.ts'
import { makeParkMessage } from './pipeline/park-message.ts'
import { makePollMailbox } from './pipeline/poll-mailbox.ts'
import { makePostInvoice } from './pipeline/post-invoice.ts'
import { makeReadDocument } from './pipeline/read-document.ts'
import { makeReconcileMailbox } from './pipeline/reconcile-mailbox.ts'
import { makeSendDigest } from './pipeline/send-digest.ts'
import { makeTakeInSince } from './pipeline/take-in-since.ts'
import { makeTakeStock } from './pipeline/take-stock.ts'
import { makeWishRenewal, makeWishRenewalAtStart } from './pipeline/wish-check.ts'
import { breakerState, createGuards } from './resilience/create-guards.ts'
import { createFleet } from './resilience/fleet.ts'
import type { Guard } from './resilience/guard.ts'
import { carryTrace } from './telemetry/carry-trace.ts'
import type { Telemetry } from './telemetry/telemetry.ts'
import { tellingCalls } from './telemetry/tell-calls.ts'
import { tellGuard } from './telemetry/tell-guard.ts'
import { makeTellOpenTime } from './telemetry/tell-open-time.ts'
import { tellingStep } from './telemetry/tell-step.ts'
import { type Desk, wireDesk } from './desk.ts'
import { outside, translate, type World } from './outside.ts'
import {
  reportDropped,
  reportTo,
  tellingDigest,
  tellingDrain,
  tellingOutcome,
  tellingReconciled,
  tellingTokens,
} from './telling.ts'
import { version } from './version.ts'

/** What triggers.ts registers. */
export interface Agent {
  readonly pollMailbox: TimerHandler
  readonly graphWebhook: HttpHandler
  readonly renewSubscription: TimerHandler
  readonly drainPoison: TimerHandler
  readonly reconcile: TimerHandler
  readonly sendDigest: TimerHandler
  readonly steps: Readonly<Record<QueueName, StorageQueueHandler>>
  readonly health: HttpHandler
  readonly breakers: HttpHandler
  readonly intake: HttpHandler
  readonly desk: Desk
  readonly ops: HttpHandler
  readonly openapi: HttpHandler
  start(): Promise<void>
  stop(): Promise<void>
}

/** `around` stands between the steps and the outside world. */
export function createAgent(
  config: Config,
  telemetry: Telemetry,
  around = (world: World): World => world,
): Agent {
  const clock = systemClock
  const openTime = makeTellOpenTime(telemetry, clock)
  const tellEvent = tellGuard(telemetry)
  const guards = createGuards({
    settings: config.breakers,
    translate,
    onEvent(event) {
      tellEvent(event)
      openTime.onEvent(event)
    },
  })
  let beat: NodeJS.Timeout | undefined
  const reached = outside(config, tellingCalls(telemetry, guards, clock), tellingTokens(telemetry))
  const world = around({ ...reached, queues: carryTrace(reached.queues) })
  const deps = { ...world, clock }
  const report = reportTo(telemetry)
  const self = {
    version: version(),
    instance: config.instance,
    process: randomUUID(),
    started: clock.now(),
  }
  const tell = (error: unknown): void => report.stepFailed('board', error)
  const fleet = createFleet({ ...world, guards, self, clock, tell })
  const settling = {
    queues: world.queues,
    park: makeParkMessage(deps),
    note: makeNoteFailure(deps),
    report,
    clock,
    random: Math.random,
    times: config.times,
  }
  const settled = <Q extends QueueName>(queue: Q, step: Step<Q>): QueueHandler =>
    tellingStep(
      telemetry,
      clock,
      queue,
      withoutWords(queue, queueStep(settling, queue, tellingOutcome(telemetry, queue, step))),
    )
  const tick = (name: string, step: () => Promise<unknown>): TimerHandler =>
    withoutWords(name, timerTick({ report, clock, times: config.times }, name, step))

  const { mailbox: mailboxAddress } = config.graph
  const { folders, from: intakeFrom, resyncDays } = config.intake
  const renewal = { ...deps, folders }
  const wishRenewal = makeWishRenewalAtStart(renewal)
  const startUp = makeStartUp(async () => {
    await prepareStorage(world.storage, guards)
    await intakeStart({ ...deps, intakeFrom })
    await wishRenewal()
  }, report)
  const intake = { ...deps, folders, intakeFrom, resyncDays }
  const poll = makePollMailbox(intake)
  const readDocument = makeReadDocument({ ...world, ...config, clock })
  const route = { from: mailboxAddress, to: config.accountsPayable, operations: config.operationsUrl }
  const drain = makeDrainPoison({ ...deps, isAway: (name) => isShut(guards[name]) })
  const digest = makeSendDigest({ ...deps, ...config, route })

  const breakers = () => breakerState(guards)
  const isSignedIn = config.operatorAuth === 'easyauth'
  const forOperators = config.isKeyless ? signedInOnly : (handler: HttpHandler) => handler

  return {
    pollMailbox: tick('pollMailbox', poll),
    graphWebhook: makeGraphWebhook({
      ...deps,
      report,
      dropped: reportDropped(telemetry),
      ours: config.webhook && { ...config.webhook, mailbox: mailboxAddress },
    }),
    renewSubscription: tick('renewSubscription', makeWishRenewal(renewal)),
    drainPoison: tick('drainPoison', tellingDrain(telemetry, makeTakeStock(renewal), drain)),
    reconcile: tick('reconcile', tellingReconciled(telemetry, makeReconcileMailbox(intake))),
    sendDigest: tick('sendDigest', tellingDigest(telemetry, digest)),
    steps: {
      'mailbox-check': settled(
        'mailbox-check',
        makeCheckMailbox({ ...deps, ...config, poll, keepSubscribed: makeKeepSubscribed(renewal) }),
      ),
      'mail-received': settled('mail-received', makeIngestMail({ ...intake, mailboxAddress })),
      'invoice-stored': settled('invoice-stored', makeExtractInvoice({ ...deps, readDocument })),
      'invoice-ready': settled('invoice-ready', makePostInvoice({ ...deps, ...config, route })),
      notification: settled('notification', makeNotifyTeam(deps)),
    },
    health: makeHealth({
      ...self,
      breakers,
      fleet: () => fleet.view(),
      fault: () => startUp.fault(),
    }),
    breakers: forOperators(makeBreakers({ ...deps, fleet, report, newId: randomUUID, breakers, isSignedIn })),
    intake: makeIntake({ takeIn: makeTakeInSince(intake), clock, report }),
    desk: wireDesk({ ...deps, isSignedIn, forOperators }, report),
    ops: makeOpsPage(new URL('./ops/', import.meta.url)),
    openapi: makeOpenApi({ ...self, clock, report }),
    async start() {
      world.parser.warm()
      await startUp.start()
      fleet.start()
      beat = setInterval(() => openTime.beat(breakerState(guards)), minutes(1)).unref()
    },
    async stop() {
      startUp.stop()
      clearInterval(beat)
      await Promise.all([world.parser.close(), world.mailOpener.close(), fleet.stop()])
    },
  }
}

/** Known to be away, here and now: whoever calls would be refused. */
function isShut(guard: Guard): boolean {
  const { state, probeDue } = guard.snapshot()
  return state !== 'closed' && !probeDue
}
