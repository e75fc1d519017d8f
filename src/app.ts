/** The composition root: every adapter, step and function is made and wired here, and nowhere else. */
import { randomUUID } from 'node:crypto'
import type { HttpHandler, StorageQueueHandler, TimerHandler } from '@azure/functions'
import type { TokenCredential } from '@azure/identity'
import { createMailOpener } from './adapters/documents/mail-opener.ts'
import { createDocumentParser } from './adapters/documents/parser.ts'
import { createGraph } from './adapters/graph/client.ts'
import { translateGraph } from './adapters/graph/failures.ts'
import { createMailbox } from './adapters/graph/mailbox.ts'
import { createOutbox } from './adapters/graph/outbox.ts'
import { graphToken } from './adapters/graph/token.ts'
import { createCredential } from './adapters/identity/credential.ts'
import { translateIdentity } from './adapters/identity/failures.ts'
import { createTokens } from './adapters/identity/tokens.ts'
import { translateOpenai } from './adapters/openai/failures.ts'
import { createModelReader } from './adapters/openai/reader.ts'
import { makeBookmarks } from './adapters/storage/bookmarks.ts'
import { makeCases } from './adapters/storage/cases.ts'
import { makeClaims } from './adapters/storage/claims.ts'
import { type StorageAccess, storageClients } from './adapters/storage/clients.ts'
import { makeDocuments } from './adapters/storage/documents.ts'
import { translateStorage } from './adapters/storage/failures.ts'
import { makeLedger } from './adapters/storage/ledger.ts'
import { makePoisonQueues } from './adapters/storage/poison-queues.ts'
import { makeQueues } from './adapters/storage/queues.ts'
import { prepareStorage } from './adapters/storage/setup.ts'
import { makeVendors as makeVendorList } from './adapters/storage/vendors.ts'
import { translateTeams } from './adapters/teams/failures.ts'
import { createTeam } from './adapters/teams/team.ts'
import type { Config } from './config.ts'
import { systemClock } from './domain/clock.ts'
import { AgentError } from './domain/errors.ts'
import type { QueueName } from './domain/messages.ts'
import { makeDeskInvoices } from './functions/desk-invoices.ts'
import { makeHealth } from './functions/health.ts'
import { queueStep, type QueueHandler, type Step } from './functions/queue-step.ts'
import type { Report } from './functions/report.ts'
import { makeStartUp } from './functions/start-up.ts'
import { timerTick } from './functions/timer-tick.ts'
import { makeVendors } from './functions/vendors.ts'
import { makeDrainPoison, type Drained } from './pipeline/drain-poison.ts'
import { makeApproveInvoice } from './pipeline/approve-invoice.ts'
import { makeCorrectInvoice } from './pipeline/correct-invoice.ts'
import { makeExtractInvoice } from './pipeline/extract-invoice.ts'
import { makeIngestMail } from './pipeline/ingest-mail.ts'
import { makeNoteFailure } from './pipeline/note-failure.ts'
import { makeNotDuplicate } from './pipeline/not-duplicate.ts'
import { makeNotifyTeam } from './pipeline/notify-team.ts'
import { makeParkMessage } from './pipeline/park-message.ts'
import { makePollMailbox } from './pipeline/poll-mailbox.ts'
import { makePostInvoice } from './pipeline/post-invoice.ts'
import { makeReadDocument } from './pipeline/read-document.ts'
import { makeRejectInvoice } from './pipeline/reject-invoice.ts'
import { makeShowInvoice } from './pipeline/show-invoice.ts'
import { breakerState, createGuards, type Guards } from './resilience/create-guards.ts'
import type { Guard } from './resilience/guard.ts'
import { eventNames } from './telemetry/events.ts'
import type { Telemetry } from './telemetry/telemetry.ts'
import { tellGuard } from './telemetry/tell-guard.ts'
import { tellOutcome } from './telemetry/tell-outcome.ts'
import { version } from './version.ts'

/** What triggers.ts registers. */
export interface Agent {
  readonly pollMailbox: TimerHandler
  readonly drainPoison: TimerHandler
  readonly steps: Readonly<Record<QueueName, StorageQueueHandler>>
  readonly health: HttpHandler
  readonly vendors: HttpHandler
  readonly deskInvoices: HttpHandler
  start(): Promise<void>
  stop(): Promise<void>
}

export function createAgent(config: Config, telemetry: Telemetry): Agent {
  const clock = systemClock
  const guards = createGuards({
    settings: config.breakers,
    translate: {
      graph: translateGraph,
      openai: translateOpenai,
      'storage-blob': translateStorage('storage-blob'),
      'storage-queue': translateStorage('storage-queue'),
      'storage-table': translateStorage('storage-table'),
      teams: translateTeams,
      identity: translateIdentity,
    },
    onEvent: tellGuard(telemetry),
  })
  const outside = adapters(config, guards)
  const report = reportTo(telemetry)
  const startUp = makeStartUp(() => prepareStorage(outside.storage, guards), report)
  const settling = {
    queues: outside.queues,
    park: makeParkMessage({ ...outside, clock }),
    note: makeNoteFailure({ ...outside, clock }),
    report,
    clock,
    random: Math.random,
    times: config.times,
  }
  const settled = <Q extends QueueName>(queue: Q, step: Step<Q>): QueueHandler =>
    queueStep(settling, queue, tellingOutcome(telemetry, step))

  const { mailbox: mailboxAddress } = config.graph
  const { folders, from: intakeFrom, resyncDays } = config.intake
  const poll = makePollMailbox({ ...outside, clock, folders, intakeFrom, resyncDays })
  const readDocument = makeReadDocument({ ...outside, ...config, clock })
  const route = { from: mailboxAddress, to: config.accountsPayable }
  const drain = makeDrainPoison({ ...outside, clock, isAway: (name) => isShut(guards[name]) })

  return {
    pollMailbox: timerTick({ report, clock, times: config.times }, 'pollMailbox', poll),
    drainPoison: timerTick(
      { report, clock, times: config.times },
      'drainPoison',
      tellingDrain(telemetry, drain),
    ),
    steps: {
      'mail-received': settled('mail-received', makeIngestMail({ ...outside, clock, mailboxAddress })),
      'invoice-stored': settled('invoice-stored', makeExtractInvoice({ ...outside, clock, readDocument })),
      'invoice-ready': settled('invoice-ready', makePostInvoice({ ...outside, ...config, clock, route })),
      notification: settled('notification', makeNotifyTeam({ ...outside, clock })),
    },
    health: makeHealth({
      version: version(),
      instance: config.instance,
      process: randomUUID(),
      started: clock.now(),
      breakers: () => breakerState(guards),
      fault: () => startUp.fault(),
    }),
    vendors: makeVendors({ ...outside, clock, report }),
    deskInvoices: makeDeskInvoices({
      ledger: outside.ledger,
      show: makeShowInvoice(outside),
      approve: makeApproveInvoice({ ...outside, clock }),
      correct: makeCorrectInvoice({ ...outside, clock }),
      reject: makeRejectInvoice({ ...outside, clock }),
      notDuplicate: makeNotDuplicate({ ...outside, clock }),
      clock,
      report,
    }),
    async start() {
      outside.parser.warm()
      await startUp.start()
    },
    async stop() {
      startUp.stop()
      await Promise.all([outside.parser.close(), outside.mailOpener.close()])
    },
  }
}

function access(storage: Config['storage'], credential: TokenCredential): StorageAccess {
  return storage.kind === 'identity' ? { ...storage, credential } : storage
}

/** Known to be away, here and now: whoever calls would be refused. */
function isShut(guard: Guard): boolean {
  const { state, probeDue } = guard.snapshot()
  return state !== 'closed' && !probeDue
}

/** Everything outside this process, each behind its guard. */
function adapters(config: Config, guards: Guards) {
  const credential = createCredential(config.identityClientId)
  const tokens = createTokens({ guard: guards.identity, credential })
  const storage = storageClients(access(config.storage, tokens.credential))
  const graph = createGraph({
    guard: guards.graph,
    baseUrl: config.graph.baseUrl,
    mailbox: config.graph.mailbox,
    token: graphToken(config.graph, tokens),
  })
  const tables = guards['storage-table']
  return {
    storage,
    mailbox: createMailbox(graph),
    outbox: createOutbox(graph),
    documents: makeDocuments(storage.blobs, guards['storage-blob']),
    queues: makeQueues(storage.queues, guards['storage-queue']),
    poison: makePoisonQueues(storage.queues, guards['storage-queue']),
    ledger: makeLedger(storage.table('Ledger'), tables, config.graph.mailbox),
    claims: makeClaims(storage.table('Claims'), tables),
    vendors: makeVendorList(storage.table('Vendors'), tables, systemClock),
    bookmarks: makeBookmarks(storage.table('Bookmarks'), tables),
    cases: makeCases(storage.table('Cases'), tables),
    mailOpener: createMailOpener(),
    parser: createDocumentParser({ ownCompany: config.ownCompany }),
    model:
      config.openai === undefined
        ? undefined
        : createModelReader({ guard: guards.openai, tokens, ...config.openai }),
    team:
      config.teamsWebhookUrl === undefined
        ? undefined
        : createTeam({ guard: guards.teams, url: config.teamsWebhookUrl }),
  }
}

function reportTo(telemetry: Telemetry): Report {
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
        at: error instanceof Error ? error.stack?.split('\n')[1]?.trim() : undefined,
      }),
    tickSkipped: (timer, because) => telemetry.event(eventNames.tickSkipped, { timer, because }),
  }
}

/** The drain, and what it found; an empty one is no news. */
function tellingDrain(telemetry: Telemetry, drain: () => Promise<Drained>): () => Promise<void> {
  return async () => {
    const { taken, redriven, open } = await drain()
    if (taken + redriven > 0) telemetry.event(eventNames.drained, { taken, redriven, open })
  }
}

/** The step, and how the invoice or the mail ended with it. */
function tellingOutcome<Q extends QueueName>(telemetry: Telemetry, step: Step<Q>): Step<Q> {
  return async (message, worker) => {
    const done = await step(message, worker)
    tellOutcome(telemetry, done)
    return done
  }
}
