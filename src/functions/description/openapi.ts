/** Describes GET /openapi.json. */
import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import { only } from './refusals.ts'

export const openapiPaths: ZodOpenApiPathsObject = {
  '/openapi.json': {
    get: {
      operationId: 'describeApi',
      tags: ['description'],
      summary: 'This description',
      security: [],
      responses: {
        200: {
          description: 'OpenAPI 3.1.',
          headers: z.object({ ETag: z.string() }),
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        304: { description: 'It is the one that If-None-Match names.' },
        ...only(500),
      },
    },
  },
}
