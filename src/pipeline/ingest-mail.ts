/** Takes one mail in: its documents into blobs, an invoice each into the ledger, and the mail to its outcome. */
import type { Arrival, Entry } from '../domain/entry.ts'
import { isAnswer } from '../domain/errors.ts'
import { invoiceIdOf } from '../domain/ids.ts'
import { whyNoDocument, whyNoInvoice } from '../domain/mail-kind.ts'
import type { Mail, MailId } from '../domain/mail.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Documents } from '../domain/ports/documents.ts'
import type { Ledger, MailRecord } from '../domain/ports/ledger.ts'
import type { Mailbox } from '../domain/ports/mailbox.ts'
import type { Queues } from '../domain/ports/queues.ts'
import type { DocumentParser, MailOpener } from '../domain/ports/readers.ts'
import { referredInvoices } from '../domain/referred-invoices.ts'
import { failedCheck } from '../domain/sender-authenticity.ts'
import { answeredInvoices, answerOf, isLoop, withoutOurs } from './answered-invoices.ts'
import { gatherDocuments, type Gathered } from './gather-documents.ts'
import { intakeStart, type IntakeStart } from './intake-start.ts'
import { queueJunkNotice, reportJunk } from './report-junk.ts'
import { storeDocuments } from './store-documents.ts'

export interface IngestMail extends IntakeStart {
  mailbox: Mailbox
  documents: Documents
  mailOpener: MailOpener
  parser: DocumentParser
  ledger: Ledger
  queues: Queues
  /** Address of the shared mailbox; part of every invoice's identity. */
  mailboxAddress: string
}

/** Every run makes the same ids, blobs and rows; a mail that is already recorded only has its messages put again. */
export function makeIngestMail(
  deps: IngestMail,
): (message: MessageOf<'mail-received'>) => Promise<MailRecord | undefined> {
  return async ({ mailId, source }) => {
    const known = await deps.ledger.findMail(mailId)
    if (known !== undefined && (known.outcome !== 'in-junk' || source === 'junk')) {
      await queueInvoices(deps, known.invoiceIds)
      await queueJunkNotice(deps, known)
      return known
    }
    const mail = await readMail(deps, mailId)
    if (source === 'junk') return mail && reportJunk(deps, mail)
    if (mail === undefined) return record(deps, mailId, 'gone', [], 'deleted before it was read')
    // Graph tells of old mail too, where somebody moves it into the folder.
    if (source === 'notification' && mail.receivedAt < (await intakeStart(deps))) return undefined
    const found = await sift(deps, mail)
    if (found.kind === 'nothing') {
      await markProcessed(deps, mail)
      return record(deps, mailId, 'not-an-invoice', [], found.why)
    }
    const invoiceIds = await takeIn(deps, mail, found)
    await queueInvoices(deps, invoiceIds)
    await markProcessed(deps, mail)
    return record(deps, mailId, 'invoices', invoiceIds, `${invoiceIds.length} invoice(s)`)
  }
}

type Sifted =
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'documents'; readonly gathered: Gathered; readonly answers: Arrival['answers'] }

/** What the mail brings, or why it brings nothing. */
async function sift(deps: IngestMail, mail: Mail): Promise<Sifted> {
  const reason = whyNoInvoice(mail)
  if (reason !== undefined) {
    const [about] = referredInvoices(mail, deps.mailboxAddress)
    return { kind: 'nothing', why: about === undefined ? reason : `${reason}, about invoice ${about}` }
  }
  const answered = await answeredInvoices(deps, mail)
  const answers = answerOf(answered)
  if (isLoop(answers))
    return { kind: 'nothing', why: 'one more answer to an answer to our mail: taken for a loop' }
  const all = await gatherDocuments(deps, mail)
  const gathered = withoutOurs(all, answered)
  if (gathered.documents.length + gathered.refused.length > 0) return { kind: 'documents', gathered, answers }
  return { kind: 'nothing', why: whyNothing(mail, all, answered) }
}

function whyNothing(mail: Mail, { documents, holdsOwnMail }: Gathered, answered: readonly Entry[]): string {
  const [about] = answered
  if (about !== undefined)
    return `${documents.length > 0 ? 'our own mail came back' : 'an answer to our mail'}, about invoice ${about.invoiceId}`
  return holdsOwnMail ? 'our own mail came back within another' : whyNoDocument(mail)
}

async function readMail(deps: IngestMail, mailId: MailId): Promise<Mail | undefined> {
  try {
    return await deps.mailbox.read(mailId)
  } catch (error) {
    if (isAnswer(error, 'not-found')) return undefined
    throw error
  }
}

/** Somebody may delete the mail while we work on it; its documents are ours by then. */
async function markProcessed(deps: IngestMail, mail: Mail): Promise<void> {
  try {
    await deps.mailbox.markProcessed(mail)
  } catch (error) {
    if (!isAnswer(error, 'not-found')) throw error
  }
}

async function takeIn(
  deps: IngestMail,
  mail: Mail,
  { gathered, answers }: Extract<Sifted, { kind: 'documents' }>,
): Promise<string[]> {
  const idFor = (attachmentId: string) =>
    invoiceIdOf({
      mailbox: deps.mailboxAddress,
      mailId: mail.mailId,
      attachmentId,
      receivedAt: mail.receivedAt,
    })
  const common = {
    mailId: mail.mailId,
    receivedAt: mail.receivedAt,
    subject: mail.subject,
    sender: mail.from,
    failedCheck: failedCheck(mail.headers),
    answers,
  }
  const stored = await storeDocuments(deps, mail, gathered.documents, idFor)
  const invoices: { invoiceId: string; arrival: Arrival }[] = [
    ...stored.map(({ invoiceId, ...arrival }) => ({ invoiceId, arrival: { ...common, ...arrival } })),
    ...gathered.refused.map(({ attachment: { attachmentId, name, size }, why }) => ({
      invoiceId: idFor(attachmentId),
      arrival: { ...common, documents: [], alsoInMail: [], refusal: { name, size, why } },
    })),
  ]
  const at = deps.clock.now()
  for (const { invoiceId, arrival } of invoices)
    await deps.ledger.open(invoiceId, arrival, {
      changeId: 'received',
      at,
      who: 'ingestMail',
      what:
        arrival.refusal === undefined
          ? `received, ${arrival.documents.length} document(s)`
          : 'over the limits',
    })
  return invoices.map(({ invoiceId }) => invoiceId)
}

async function queueInvoices(deps: IngestMail, invoiceIds: readonly string[]): Promise<void> {
  const since = deps.clock.now().toISOString()
  await Promise.all(
    invoiceIds.map((invoiceId) =>
      deps.queues.put('invoice-stored', { v: 1, since, deferrals: 0, invoiceId }),
    ),
  )
}

async function record(
  deps: IngestMail,
  mailId: MailId,
  outcome: MailRecord['outcome'],
  invoiceIds: readonly string[],
  why: string,
): Promise<MailRecord> {
  const mailRecord: MailRecord = { mailId, outcome, invoiceIds, why, at: deps.clock.now() }
  await deps.ledger.recordMail(mailRecord)
  return mailRecord
}
