/** Describes GET /desk/overview. */
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { overviewAnswer } from '../answers/overview.ts'
import { overviewQuery } from '../desk-overview.ts'
import { answerOf } from './json.ts'
import { byOperators } from './operators.ts'
import { refusals } from './refusals.ts'

export const deskOverviewPaths: ZodOpenApiPathsObject = {
  '/desk/overview': {
    get: {
      ...byOperators,
      operationId: 'lookOver',
      tags: ['desk'],
      summary: 'How all stands: queues, open cases, a day in numbers',
      requestParams: { query: overviewQuery },
      responses: { 200: answerOf('The overview.', overviewAnswer), ...refusals(400, 403) },
    },
  },
}
