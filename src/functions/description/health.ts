/** Describes GET /health. */
import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { healthAnswer } from '../answers/health.ts'
import { answerOf } from './json.ts'

export const healthPaths: ZodOpenApiPathsObject = {
  '/health': {
    get: {
      operationId: 'showHealth',
      tags: ['health'],
      summary: 'How this process and its breakers stand, then the others of the app',
      description:
        'From memory alone: no remote call. Degraded is 200, since a breaker that is open is no reason to restart.',
      security: [],
      requestParams: {
        query: z.object({
          strict: z.literal('1').optional().meta({ description: '503 on degraded too, for monitors.' }),
        }),
      },
      responses: {
        200: answerOf('Healthy, or degraded.', healthAnswer),
        503: answerOf('This process cannot work; with strict, degraded too.', healthAnswer),
      },
    },
  },
}
