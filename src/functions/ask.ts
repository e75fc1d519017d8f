/** What every decision at the desk says of itself over HTTP: who, why, and whether it is only tried. */
import { z } from 'zod'

export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), 'is more than one line')
    .meta({ description: 'One line.' })

export const ask = {
  who: line(200),
  why: line(1_000).optional(),
  dryRun: z.boolean().optional().meta({ description: 'Only says what would be done.' }),
}

/** The faults of a query or a body, each with its place. */
export const faultsOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
