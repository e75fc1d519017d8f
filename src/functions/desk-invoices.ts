/** HTTP /desk/invoices: what waits for a person, and what he decides: approve, correct, reject, not-duplicate, is-invoice. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { z } from 'zod'
import type { Clock } from '../domain/clock.ts'
import { correctionSchema } from '../domain/correction.ts'
import { listedOutcomes } from '../domain/outcome.ts'
import { AgentError } from '../domain/errors.ts'
import { invoiceIdForm } from '../domain/ids.ts'
import type { Ledger } from '../domain/ports/ledger.ts'
import type { Correct } from '../pipeline/correct-invoice.ts'
import type { Ask, Decided } from '../pipeline/decide.ts'
import type { Shown } from '../pipeline/show-invoice.ts'
import { answerError } from './answer-error.ts'
import type { DecidedAnswer, InvoicesAnswer } from './answers/invoice.ts'
import type { Told } from './answers/told.ts'
import { ask, faultsOf, line } from './ask.ts'
import { documentAnswer, type FetchDocument } from './desk-documents.ts'
import { invoiceView, shownView } from './desk-view.ts'
import { pageOf } from './page.ts'
import { problem, wrongMethod } from './problem.ts'
import { readAsk } from './read-body.ts'
import type { Report } from './report.ts'

export interface DeskInvoices {
  ledger: Ledger
  fetchDocument: FetchDocument
  show: (invoiceId: string) => Promise<Shown | undefined>
  approve: (ask: Ask) => Promise<Decided | undefined>
  correct: (ask: Correct) => Promise<Decided | undefined>
  reject: (ask: Ask & { why: string }) => Promise<Decided | undefined>
  notDuplicate: (ask: Ask) => Promise<Decided | undefined>
  isInvoice: (ask: Ask) => Promise<Decided | undefined>
  /** The platform signs operators in (OPERATOR_AUTH=easyauth). */
  isSignedIn: boolean
  clock: Clock
  report: Report
}

export const asks = {
  approve: z.strictObject(ask),
  correct: z.strictObject({ ...ask, fields: correctionSchema }),
  reject: z.strictObject({ ...ask, why: line(1_000) }),
  'not-duplicate': z.strictObject(ask),
  'is-invoice': z.strictObject(ask),
} as const

export const pageSchema = z.object({
  state: z.enum(listedOutcomes).default('held'),
  day: z.iso
    .date()
    .optional()
    .meta({ description: 'All that came in on that day (UTC), however it stands.' }),
  ...pageOf('invoice', invoiceIdForm, { usual: 50, most: 100 }),
})

/** Route `desk/invoices/{*path}`: nothing, an invoice id, or an invoice id and a decision or a document. */
export function makeDeskInvoices(deps: DeskInvoices): (request: HttpRequest) => Promise<HttpResponseInit> {
  return async (request) => {
    try {
      return await answer(deps, request)
    } catch (error) {
      if (!(error instanceof AgentError)) deps.report.stepFailed('deskInvoices', error)
      return answerError(deps.clock, 'The ledger', error)
    }
  }
}

async function answer(deps: DeskInvoices, request: HttpRequest): Promise<HttpResponseInit> {
  const [id = '', decision, ...more] = (request.params.path ?? '').split('/').filter((part) => part !== '')
  const invoiceId = id.toUpperCase()
  const [place, ...rest] = more
  const isDocument = decision === 'documents' && place !== undefined && rest.length === 0
  if (!isDocument && (place !== undefined || (decision !== undefined && !Object.hasOwn(asks, decision))))
    return noSuchPlace()
  if ((decision === undefined || isDocument) && request.method !== 'GET') return wrongMethod('GET')
  if (id === '') return list(deps.ledger, request)
  if (!invoiceIdForm.test(invoiceId))
    return problem(
      400,
      'Bad invoice id',
      'An invoice id has 26 letters and digits, as in the mail and the card.',
    )
  if (isDocument) return documentAnswer(deps.fetchDocument, invoiceId, place)
  if (decision === undefined) {
    const shown = await deps.show(invoiceId)
    return shown === undefined ? unknown(invoiceId) : { jsonBody: shownView(shown) }
  }
  if (request.method !== 'POST') return wrongMethod('POST')
  return decide(deps, request, invoiceId, decision as keyof typeof asks)
}

async function list(ledger: Ledger, request: HttpRequest): Promise<HttpResponseInit> {
  const parsed = pageSchema.safeParse(Object.fromEntries(request.query))
  if (!parsed.success)
    return problem(
      400,
      'Bad list',
      'Ask for state=held, duplicate, parked or refused, or for day=2026-11-24, with limit and after.',
      {
        faults: faultsOf(parsed.error),
      },
    )
  const { state, day, limit, after } = parsed.data
  const { entries, next } = await ledger.list(day === undefined ? state : `day:${day}`, { after, limit })
  const asked = day === undefined ? { state } : { day }
  const invoices = entries.map(invoiceView)
  return { jsonBody: { ...asked, invoices, next: next ?? null } satisfies Told<InvoicesAnswer> }
}

async function decide(
  deps: DeskInvoices,
  request: HttpRequest,
  invoiceId: string,
  decision: keyof typeof asks,
): Promise<HttpResponseInit> {
  const decided = await run(deps, request, invoiceId, decision)
  if (decided === undefined) return unknown(invoiceId)
  if ('problem' in decided) return decided.problem
  const { done, entry } = decided
  return { jsonBody: { done, invoice: invoiceView(entry) } satisfies Told<DecidedAnswer> }
}

type Ran = Decided | { problem: HttpResponseInit } | undefined

async function run(
  deps: DeskInvoices,
  request: HttpRequest,
  invoiceId: string,
  decision: keyof typeof asks,
): Promise<Ran> {
  switch (decision) {
    case 'approve': {
      const body = await readAsk(request, asks.approve, 'an approval', deps.isSignedIn)
      return 'problem' in body ? body : deps.approve({ invoiceId, ...body.value })
    }
    case 'correct': {
      const body = await readAsk(request, asks.correct, 'a correction', deps.isSignedIn)
      if ('problem' in body) return body
      const { fields: values, ...who } = body.value
      return deps.correct({ invoiceId, ...who, values })
    }
    case 'reject': {
      const body = await readAsk(request, asks.reject, 'a rejection', deps.isSignedIn)
      return 'problem' in body ? body : deps.reject({ invoiceId, ...body.value })
    }
    case 'not-duplicate': {
      const body = await readAsk(request, asks['not-duplicate'], 'a decision', deps.isSignedIn)
      return 'problem' in body ? body : deps.notDuplicate({ invoiceId, ...body.value })
    }
    case 'is-invoice': {
      const body = await readAsk(request, asks['is-invoice'], 'a decision', deps.isSignedIn)
      return 'problem' in body ? body : deps.isInvoice({ invoiceId, ...body.value })
    }
  }
}

const unknown = (invoiceId: string) => problem(404, 'No such invoice', `The ledger has no ${invoiceId}.`)
const noSuchPlace = () =>
  problem(
    404,
    'No such place',
    `/desk/invoices, /desk/invoices/ID, /desk/invoices/ID/documents/N or /desk/invoices/ID/${Object.keys(asks).join('|')}.`,
  )
