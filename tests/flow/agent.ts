/** The whole pipeline on in-memory fakes: real steps, real settling of outcomes, a clock that the test moves. */
import { HttpRequest, type InvocationContext } from '@azure/functions'
import { textOf } from '../../src/domain/case.ts'
import { minutes, seconds } from '../../src/domain/clock.ts'
import type { Dependency } from '../../src/domain/dependency.ts'
import { outcomeOf } from '../../src/domain/outcome.ts'
import type { OutgoingMail } from '../../src/domain/mail.ts'
import { queueNames, type QueueName } from '../../src/domain/messages.ts'
import type { ModelReader } from '../../src/domain/ports/readers.ts'
import { makeGraphWebhook } from '../../src/functions/graph-webhook.ts'
import { queueStep, type QueueHandler } from '../../src/functions/queue-step.ts'
import { timerTick } from '../../src/functions/timer-tick.ts'
import { makeApproveInvoice } from '../../src/pipeline/approve-invoice.ts'
import { makeCorrectInvoice } from '../../src/pipeline/correct-invoice.ts'
import { makeCheckMailbox } from '../../src/pipeline/check-mailbox.ts'
import { makeExtractInvoice } from '../../src/pipeline/extract-invoice.ts'
import { makeDrainPoison } from '../../src/pipeline/drain-poison.ts'
import { makeIngestMail } from '../../src/pipeline/ingest-mail.ts'
import { makeKeepSubscribed } from '../../src/pipeline/keep-subscribed.ts'
import { makeIsInvoice } from '../../src/pipeline/is-invoice.ts'
import { makeNoteFailure } from '../../src/pipeline/note-failure.ts'
import { makeNotDuplicate } from '../../src/pipeline/not-duplicate.ts'
import { makeNotifyTeam } from '../../src/pipeline/notify-team.ts'
import { makeParkMessage } from '../../src/pipeline/park-message.ts'
import { makePollMailbox } from '../../src/pipeline/poll-mailbox.ts'
import { makePostInvoice } from '../../src/pipeline/post-invoice.ts'
import { makeReadDocument } from '../../src/pipeline/read-document.ts'
import { makeReconcileMailbox } from '../../src/pipeline/reconcile-mailbox.ts'
import { makeRejectInvoice } from '../../src/pipeline/reject-invoice.ts'
import { makeTakeInSince } from '../../src/pipeline/take-in-since.ts'
import { makeWishRenewal, makeWishRenewalAtStart } from '../../src/pipeline/wish-check.ts'
import { makeSendDigest } from '../../src/pipeline/send-digest.ts'
import { attachment, mail, parsed, reading, vendor } from '../factories.ts'
import { fakeBookmarks } from '../fakes/bookmarks.ts'
import { fakeCases } from '../fakes/cases.ts'
import { fakeClaims } from '../fakes/claims.ts'
import { fakeClock, type FakeClock } from '../fakes/clock.ts'
import { fakeDocumentParser } from '../fakes/document-parser.ts'
import { fakeDigests } from '../fakes/digests.ts'
import { fakeDocuments } from '../fakes/documents.ts'
import { fakeLedger } from '../fakes/ledger.ts'
import { fakeMailOpener } from '../fakes/mail-opener.ts'
import { fakeMailbox } from '../fakes/mailbox.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { fakePoisonQueues } from '../fakes/poison-queues.ts'
import { fakeQueues, type QueuedMessage } from '../fakes/queues.ts'
import { fakeSubscriptions } from '../fakes/subscriptions.ts'
import { fakeTeam } from '../fakes/team.ts'
import { fakeVendors } from '../fakes/vendors.ts'

export const mailboxAddress = 'invoices@fabrikam.example'
export const accountsPayable = 'ap@fabrikam.example'

export const clientState = 'the state of our client'

/** host.json: maxDequeueCount. */
const mostRuns = 5

/** Stands for the death of the process. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

export interface AgentOptions {
  model?: ModelReader
  intakeFrom?: Date
  pageSize?: number
  clock?: FakeClock
  /** For the jitter of deferrals; none where left out. */
  random?: () => number
}

export function agent(options: AgentOptions = {}) {
  const clock = options.clock ?? fakeClock()
  const mailbox = fakeMailbox(options.pageSize === undefined ? {} : { pageSize: options.pageSize })
  const queues = fakeQueues(clock)
  const fakes = {
    clock,
    mailbox,
    outbox: fakeOutbox(clock),
    subscriptions: fakeSubscriptions(clock),
    documents: fakeDocuments(),
    queues,
    poison: fakePoisonQueues(queues.putText, clock),
    ledger: fakeLedger(),
    claims: fakeClaims(),
    vendors: fakeVendors([vendor()]),
    bookmarks: fakeBookmarks(),
    digests: fakeDigests(),
    cases: fakeCases(),
    parser: fakeDocumentParser(),
    mailOpener: fakeMailOpener(),
    team: fakeTeam(),
  }
  const deferred: string[] = []
  const skipped: string[] = []
  const route = { from: mailboxAddress, to: accountsPayable }
  const readDocument = makeReadDocument({
    ...fakes,
    model: options.model,
    ownCompany: { names: [], taxIds: [], ibans: [] },
    modelWaitMs: minutes(240),
  })
  const report = {
    deferred: (queue: QueueName, because: string) => void deferred.push(`${queue}: ${because}`),
    parked: () => {},
    stepFailed: () => {},
    tickSkipped: (_: string, because: string) => void skipped.push(because),
  }
  const note = makeNoteFailure(fakes)
  const settling = {
    queues,
    park: makeParkMessage(fakes),
    note,
    clock,
    random: options.random ?? (() => 0),
    report,
  }
  const away = new Set<Dependency>()
  const drain = makeDrainPoison({ ...fakes, isAway: (dependency) => away.has(dependency) })
  const poll = makePollMailbox({
    ...fakes,
    folders: ['Inbox'],
    intakeFrom: options.intakeFrom,
    resyncDays: 14,
  })
  const renewal = { ...fakes, folders: ['Inbox'] }
  const steps: Record<QueueName, QueueHandler> = {
    'mailbox-check': queueStep(
      settling,
      'mailbox-check',
      makeCheckMailbox({ ...fakes, poll, keepSubscribed: makeKeepSubscribed(renewal) }),
    ),
    'mail-received': queueStep(
      settling,
      'mail-received',
      makeIngestMail({ ...fakes, mailboxAddress, intakeFrom: options.intakeFrom }),
    ),
    'invoice-stored': queueStep(settling, 'invoice-stored', makeExtractInvoice({ ...fakes, readDocument })),
    'invoice-ready': queueStep(
      settling,
      'invoice-ready',
      makePostInvoice({ ...fakes, route, sendDoubtMs: minutes(10) }),
    ),
    notification: queueStep(settling, 'notification', makeNotifyTeam(fakes)),
  }
  const dropped: string[] = []
  const webhook = makeGraphWebhook({
    ...fakes,
    report,
    dropped: (why, count) => void dropped.push(`${count} ${why}`),
    ours: { clientState, mailbox: mailboxAddress },
  })
  let runs = 0
  const run = (queue: QueueName, body: unknown) =>
    steps[queue](body, { invocationId: `run-${++runs}` } as InvocationContext)

  /** What a step threw, in order: each is an attempt of the host. */
  const failures: unknown[] = []

  let onDeath = () => {}
  /** Ends when the work does, or when the process dies in it; what the dead run would have done next never happens. */
  const mortal = (life: () => Promise<unknown>) =>
    new Promise<void>((resolve, reject) => {
      onDeath = () => reject(new Killed())
      life().then(() => resolve(), reject)
    })

  /** As the host does: five runs, then the poison queue; after a death it is run no more when it was run five times. */
  async function runAsHost(queue: QueueName, { message, runs: before }: QueuedMessage): Promise<void> {
    const attempt = before + 1
    if (attempt > mostRuns) return fakes.poison.give(queue, textOf(message))
    try {
      await mortal(() => run(queue, message))
    } catch (error) {
      failures.push(error)
      if (attempt >= mostRuns && !(error instanceof Killed)) fakes.poison.give(queue, textOf(message))
      else queues.showAgain(queue, message, seconds(30), attempt)
    }
  }

  /** Works off what is visible now, in flow order; as in the host, a message whose run failed shows again after 30 s. */
  async function work(): Promise<void> {
    for (let round = 0; round < 5_000; round++) {
      const queue = queueNames.find((name) => fakes.queues.peek(name) !== undefined)
      const message = queue === undefined ? undefined : queues.takeWhole(queue)
      if (queue === undefined || message === undefined) return
      await runAsHost(queue, message)
    }
    throw new Error('the queues never ran dry')
  }

  return {
    ...fakes,
    /** What persons decide. */
    desk: {
      approve: makeApproveInvoice(fakes),
      correct: makeCorrectInvoice(fakes),
      reject: makeRejectInvoice(fakes),
      notDuplicate: makeNotDuplicate(fakes),
      isInvoice: makeIsInvoice(fakes),
    },
    deferred,
    failures,
    skipped,
    mortal,
    /** For `dieAt` of a fake. */
    die: () => onDeath(),
    run,
    work,
    poll,
    /** The renewSubscription timer, and what a start does. */
    wishRenewal: makeWishRenewal(renewal),
    start: makeWishRenewalAtStart(renewal),
    reconcile: makeReconcileMailbox({
      ...fakes,
      folders: ['Inbox'],
      intakeFrom: options.intakeFrom,
      resyncDays: 14,
    }),
    report,
    takeInSince: makeTakeInSince({ ...fakes, folders: ['Inbox'] }),
    dropped,
    /** Graph's POST with these notices; gives the status. */
    async post(...value: readonly unknown[]): Promise<number | undefined> {
      const body = { string: JSON.stringify({ value }) }
      const request = new HttpRequest({ method: 'POST', url: 'http://127.0.0.1/webhooks/graph', body })
      return (await webhook(request)).status
    },
    /** The poll as the timer runs it. */
    tick: timerTick({ report, clock }, 'pollMailbox', poll),
    /** Dependencies that the drain takes for away. */
    away,
    drain,
    /** The drain as its timer runs it. */
    drainTick: timerTick({ report, clock }, 'drainPoison', drain),
    sendDigest: makeSendDigest({ ...fakes, route, sendDoubtMs: minutes(10) }),
    /** Moves the clock until nothing is put off any more, working as it goes. */
    async workThrough(hours = 48): Promise<void> {
      for (let minute = 0; minute < hours * 60; minute++) {
        await work()
        if (fakes.queues.all.length === 0) return
        clock.advance(minutes(1))
      }
      throw new Error(`still waiting after ${hours} h: ${JSON.stringify(fakes.queues.all)}`)
    },
    sentAbout: (invoiceId: string): OutgoingMail[] =>
      fakes.outbox.sent.filter((mail) => mail.invoiceId === invoiceId),
  }
}

export type Agent = ReturnType<typeof agent>

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What the parser gives for an ordinary invoice that rules can read. */
export const invoicePdf = parsed({ rules: reading() })

/** Puts a mail with the attachments named into the mailbox; each file's bytes are its name unless told otherwise. */
export function deliver(
  it: Agent,
  mailId: string,
  names: readonly string[],
  { content, headers = [] }: { content?: string; headers?: [string, string][] } = {},
): void {
  const attachments = names.map((name) => attachment({ attachmentId: `${mailId}-${name}`, name }))
  const files = Object.fromEntries(
    attachments.map(({ attachmentId, name }) => [attachmentId, bytes(content ?? `${mailId} ${name}`)]),
  )
  const receivedAt = it.clock.now()
  it.mailbox.deliver(mail({ mailId, receivedAt, attachments, headers: new Map(headers) }), files)
}

/** How each invoice ended, or its state while it moves. */
export const outcomes = (it: Agent): string[] =>
  it.ledger.entries.map(({ status }) => outcomeOf(status) ?? status.state)
