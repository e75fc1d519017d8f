/** Describes POST /desk/search. */
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { searchAnswer } from '../answers/search.ts'
import { searchBody } from '../desk-search.ts'
import { answerOf, bodyOf } from './json.ts'
import { byOperators } from './operators.ts'
import { refusals } from './refusals.ts'

export const deskSearchPaths: ZodOpenApiPathsObject = {
  '/desk/search': {
    post: {
      ...byOperators,
      operationId: 'searchInvoices',
      tags: ['desk'],
      summary: 'Invoices by id, or by how a number or a vendor begins',
      description:
        'What is searched for stands in the body, since addresses are logged. Some of each kind are shown.',
      requestBody: bodyOf(searchBody, { text: 'Contoso' }),
      responses: { 200: answerOf('What was found.', searchAnswer), ...refusals(400, 403, 413) },
    },
  },
}
