/** The whole pipeline on in-memory fakes: real steps, real settling of outcomes, a clock that the test moves. */
import type { InvocationContext } from '@azure/functions'
import { minutes } from '../../src/domain/clock.ts'
import type { OutgoingMail } from '../../src/domain/mail.ts'
import type { QueueName } from '../../src/domain/messages.ts'
import type { ModelReader } from '../../src/domain/ports.ts'
import { queueStep, type QueueHandler } from '../../src/functions/queue-step.ts'
import { makeExtractInvoice } from '../../src/pipeline/extract-invoice.ts'
import { makeIngestMail } from '../../src/pipeline/ingest-mail.ts'
import { makeNotifyTeam } from '../../src/pipeline/notify-team.ts'
import { makeParkMessage } from '../../src/pipeline/park-message.ts'
import { makePollMailbox } from '../../src/pipeline/poll-mailbox.ts'
import { makePostInvoice } from '../../src/pipeline/post-invoice.ts'
import { makeReadDocument } from '../../src/pipeline/read-document.ts'
import { vendor } from '../factories.ts'
import { fakeBookmarks } from '../fakes/bookmarks.ts'
import { fakeCases } from '../fakes/cases.ts'
import { fakeClaims } from '../fakes/claims.ts'
import { fakeClock } from '../fakes/clock.ts'
import { fakeDocumentParser } from '../fakes/document-parser.ts'
import { fakeDocuments } from '../fakes/documents.ts'
import { fakeLedger } from '../fakes/ledger.ts'
import { fakeMailbox } from '../fakes/mailbox.ts'
import { fakeOutbox } from '../fakes/outbox.ts'
import { fakeQueues } from '../fakes/queues.ts'
import { fakeTeam } from '../fakes/team.ts'
import { fakeVendors } from '../fakes/vendors.ts'

export const mailboxAddress = 'invoices@fabrikam.example'
export const accountsPayable = 'ap@fabrikam.example'

export function agent(options: { model?: ModelReader; intakeFrom?: Date; pageSize?: number } = {}) {
  const clock = fakeClock()
  const mailbox = fakeMailbox(options.pageSize === undefined ? {} : { pageSize: options.pageSize })
  const fakes = {
    clock,
    mailbox,
    outbox: fakeOutbox(),
    documents: fakeDocuments(),
    queues: fakeQueues(clock),
    ledger: fakeLedger(),
    claims: fakeClaims(),
    vendors: fakeVendors([vendor()]),
    bookmarks: fakeBookmarks(),
    cases: fakeCases(),
    parser: fakeDocumentParser(),
    team: fakeTeam(),
  }
  const deferred: string[] = []
  const route = { from: mailboxAddress, to: accountsPayable }
  const readDocument = makeReadDocument({
    ...fakes,
    model: options.model,
    ownCompany: { names: [], taxIds: [], ibans: [] },
    modelWaitMs: minutes(240),
  })
  const settling = {
    queues: fakes.queues,
    park: makeParkMessage(fakes),
    clock,
    random: () => 0,
    report: {
      deferred: (queue: QueueName, because: string) => void deferred.push(`${queue}: ${because}`),
      parked: () => {},
      stepFailed: () => {},
      tickSkipped: () => {},
    },
  }
  const steps: Record<QueueName, QueueHandler> = {
    'mail-received': queueStep(settling, 'mail-received', makeIngestMail({ ...fakes, mailboxAddress })),
    'invoice-stored': queueStep(settling, 'invoice-stored', makeExtractInvoice({ ...fakes, readDocument })),
    'invoice-ready': queueStep(
      settling,
      'invoice-ready',
      makePostInvoice({ ...fakes, route, sendDoubtMs: minutes(10) }),
    ),
    notification: queueStep(settling, 'notification', makeNotifyTeam(fakes)),
  }
  let runs = 0
  const run = (queue: QueueName, body: unknown) =>
    steps[queue](body, { invocationId: `run-${++runs}` } as InvocationContext)

  /** Works off what is visible now, in flow order; a step that throws leaves its message for the next round. */
  async function work(): Promise<void> {
    for (let round = 0; round < 1_000; round++) {
      const queue = (Object.keys(steps) as QueueName[]).find((name) => fakes.queues.peek(name) !== undefined)
      if (queue === undefined) return
      await run(queue, fakes.queues.take(queue))
    }
    throw new Error('the queues never ran dry')
  }

  return {
    ...fakes,
    deferred,
    run,
    work,
    poll: makePollMailbox({ ...fakes, folders: ['Inbox'], intakeFrom: options.intakeFrom, resyncDays: 14 }),
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
