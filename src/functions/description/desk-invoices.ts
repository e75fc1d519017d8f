/** Describes /desk/invoices. */
import { z } from 'zod'
import type { ZodOpenApiPathItemObject, ZodOpenApiPathsObject } from 'zod-openapi'
import { decidedAnswer, invoiceId, invoicesAnswer, wholeInvoiceAnswer } from '../answers/invoice.ts'
import { asks, pageSchema } from '../desk-invoices.ts'
import { answerOf, bodyOf } from './json.ts'
import { byOperators } from './operators.ts'
import { refusals } from './refusals.ts'

type DecisionName = keyof typeof asks

const decisions: Readonly<Record<DecisionName, { operationId: string; summary: string; more?: object }>> = {
  approve: { operationId: 'approveInvoice', summary: 'On to accounts payable, in spite of what held it' },
  correct: {
    operationId: 'correctInvoice',
    summary: 'Other values for fields; null for what is not on the document. It is judged anew',
    more: { fields: { totalAmount: '1190.00' } },
  },
  reject: {
    operationId: 'rejectInvoice',
    summary: 'It goes nowhere, and those that waited because of it are judged anew',
    more: { why: 'not ordered' },
  },
  'not-duplicate': { operationId: 'saveFromDuplicate', summary: 'It is no duplicate: on it goes' },
  'is-invoice': { operationId: 'takeForInvoice', summary: 'It is an invoice, though it was read as none' },
}

const path = z.object({ invoiceId })
const documents = { 'application/pdf': {}, 'image/png': {}, 'image/jpeg': {}, 'application/octet-stream': {} }

const decision = (name: DecisionName): ZodOpenApiPathItemObject => ({
  post: {
    ...byOperators,
    operationId: decisions[name].operationId,
    tags: ['desk'],
    summary: decisions[name].summary,
    description: 'Asked twice it answers the same: done is before. With dryRun nothing is changed.',
    requestParams: { path },
    requestBody: bodyOf(asks[name], { who: 'Ada', ...decisions[name].more }),
    responses: {
      200: answerOf('What came of it, and how the invoice stands now.', decidedAnswer),
      ...refusals(400, 403, 404, 409, 413),
    },
  },
})

export const deskInvoicesPaths: ZodOpenApiPathsObject = {
  '/desk/invoices': {
    get: {
      ...byOperators,
      operationId: 'listInvoices',
      tags: ['desk'],
      summary: 'Invoices that wait for a person, or all that came in on a day; the first received first',
      description: 'A page may be empty though next goes on. day stands before state.',
      requestParams: { query: pageSchema },
      responses: { 200: answerOf('The page.', invoicesAnswer), ...refusals(400, 403) },
    },
  },
  '/desk/invoices/{invoiceId}': {
    get: {
      ...byOperators,
      operationId: 'showInvoice',
      tags: ['desk'],
      summary: 'One invoice with its fields, their evidence, its doubts and its story',
      requestParams: { path },
      responses: { 200: answerOf('The invoice.', wholeInvoiceAnswer), ...refusals(400, 403, 404) },
    },
  },
  '/desk/invoices/{invoiceId}/documents/{place}': {
    get: {
      ...byOperators,
      operationId: 'fetchDocument',
      tags: ['desk'],
      summary: 'A document of an invoice, byte for byte',
      description: 'A stranger made it: it comes so that no browser does more than draw or save it.',
      requestParams: { path: path.extend({ place: z.int().min(1).max(99) }) },
      responses: {
        200: { description: 'The document.', content: documents },
        ...refusals(400, 403, 404, 410, 413),
      },
    },
  },
  ...Object.fromEntries(
    (Object.keys(asks) as DecisionName[]).map((name) => [
      `/desk/invoices/{invoiceId}/${name}`,
      decision(name),
    ]),
  ),
}
