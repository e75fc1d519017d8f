/** Describes POST /webhooks/graph. */
import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { noticesSchema } from '../notices.ts'
import { bodyOf } from './json.ts'
import { only } from './refusals.ts'

export const graphWebhookPaths: ZodOpenApiPathsObject = {
  '/webhooks/graph': {
    post: {
      operationId: 'receiveNotices',
      tags: ['intake'],
      summary: 'Notices of Microsoft Graph about new mail and the fate of the subscription',
      description:
        'For Graph alone: a notice without the client state of our subscription is dropped, unanswered.',
      security: [],
      requestParams: {
        query: z.object({
          validationToken: z
            .string()
            .min(1)
            .max(1_024)
            .optional()
            .meta({ description: 'Sent where a subscription is made: the answer is this very text.' }),
        }),
      },
      requestBody: { ...bodyOf(noticesSchema), required: false },
      responses: {
        200: { description: 'The validation token.', content: { 'text/plain': { schema: z.string() } } },
        202: { description: 'What is ours is queued.' },
        ...only(400, 404, 413, 500, 502, 503),
      },
    },
  },
}
