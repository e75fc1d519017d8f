/** JSON in and out of an operation, by the schema that checks it. */
import type { z } from 'zod'

export const answerOf = (description: string, schema: z.ZodType) => ({ description, ...contentOf(schema) })

export const bodyOf = (schema: z.ZodType, example?: unknown) => ({
  required: true,
  ...contentOf(schema, example),
})

const contentOf = (schema: z.ZodType, example?: unknown) => ({
  content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) } },
})
