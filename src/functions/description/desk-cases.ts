/** Describes /desk/cases. */
import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { caseId, casesAnswer, decidedCaseAnswer, redrivenAnswer, wholeCaseAnswer } from '../answers/case.ts'
import { dropSchema, listSchema, manySchema, redriveSchema } from '../desk-cases.ts'
import { answerOf, bodyOf } from './json.ts'
import { byOperators } from './operators.ts'
import { refusals } from './refusals.ts'

const desk = { ...byOperators, tags: ['desk'] }
const one = { ...desk, requestParams: { path: z.object({ caseId }) } }

export const deskCasesPaths: ZodOpenApiPathsObject = {
  '/desk/cases': {
    get: {
      ...desk,
      operationId: 'listCases',
      summary: 'Open cases, by id: messages that did not come through',
      requestParams: { query: listSchema },
      responses: { 200: answerOf('The page.', casesAnswer), ...refusals(400, 403) },
    },
  },
  '/desk/cases/redrive': {
    post: {
      ...desk,
      operationId: 'redriveCases',
      summary: 'Puts back all open cases, or all of a kind, the first seen first',
      description:
        'Name a kind, or say all. So many as fit into a call: ask again with until while some are left.',
      requestBody: bodyOf(manySchema, { who: 'Ada', all: true, dryRun: true }),
      responses: { 200: answerOf('What was put back.', redrivenAnswer), ...refusals(400, 403, 409, 413) },
    },
  },
  '/desk/cases/{caseId}': {
    get: {
      ...one,
      operationId: 'showCase',
      summary: 'One case with its message and its story',
      responses: { 200: answerOf('The case.', wholeCaseAnswer), ...refusals(400, 403, 404) },
    },
  },
  '/desk/cases/{caseId}/redrive': {
    post: {
      ...one,
      operationId: 'redriveCase',
      summary: 'Puts the message back into its queue',
      requestBody: bodyOf(redriveSchema, { who: 'Ada' }),
      responses: {
        200: answerOf('What came of it.', decidedCaseAnswer),
        ...refusals(400, 403, 404, 409, 413),
      },
    },
  },
  '/desk/cases/{caseId}/drop': {
    post: {
      ...one,
      operationId: 'dropCase',
      summary: 'Gives the message up for good; its invoice stays parked',
      requestBody: bodyOf(dropSchema, { who: 'Ada', reason: 'the vendor sent another' }),
      responses: {
        200: answerOf('What came of it.', decidedCaseAnswer),
        ...refusals(400, 403, 404, 409, 413),
      },
    },
  },
}
