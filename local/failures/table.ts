/** The failures that the agent must survive, each by its number; tests bear it in their titles. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const failures = z.array(
  z.strictObject({ number: z.int().min(1), due: z.enum(['now', 'later']), title: z.string().min(1) }),
)

/** `later`: no test of it is asked for yet. */
export type Failure = z.infer<typeof failures>[number]

const file = new URL('../../tests/failures.json', import.meta.url)

export const failureTable = (): readonly Failure[] => failures.parse(JSON.parse(readFileSync(file, 'utf8')))
