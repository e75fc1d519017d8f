/** The one answer for what went wrong: application/problem+json (RFC 9457). */
import { z } from 'zod'

export const problemAnswer = z
  .object({
    type: z.string().meta({ description: 'Always about:blank: the title says it.' }),
    title: z.string(),
    status: z.int().min(400).max(599).meta({ description: 'The HTTP status again.' }),
    detail: z.string().meta({ description: 'What to do next.' }),
    faults: z
      .array(z.string())
      .optional()
      .meta({ description: 'The faults of a query or a body, each with its place: "who: is missing".' }),
  })
  .meta({ id: 'Problem' })
export type ProblemAnswer = z.infer<typeof problemAnswer>
