/** Describes /ops. */
import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import { only } from './refusals.ts'

const file = {
  tags: ['page'],
  security: [],
  responses: {
    200: {
      description: 'The file.',
      headers: z.object({ ETag: z.string() }),
      content: { 'text/html': {}, 'text/css': {}, 'text/javascript': {}, 'image/svg+xml': {} },
    },
    304: { description: 'It is the one that If-None-Match names.' },
    ...only(404),
  },
} satisfies ZodOpenApiOperationObject

export const opsPaths: ZodOpenApiPathsObject = {
  '/ops': { get: { ...file, operationId: 'openPage', summary: 'The operations page; it holds no data' } },
  '/ops/{file}': {
    get: {
      ...file,
      operationId: 'loadFile',
      summary: 'A file of the operations page',
      requestParams: { path: z.object({ file: z.string() }) },
    },
  },
}
