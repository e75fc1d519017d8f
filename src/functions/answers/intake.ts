/** What POST /intake answers: a page of mail counted by day, and where the next page goes on. */
import { z } from 'zod'

const count = z.int().min(0)

export const intakeAnswer = z.object({
  days: z.array(
    z.object({
      day: z.iso.date(),
      mails: count,
      known: count.meta({ description: 'Those of them that have an outcome already.' }),
      queued: count,
    }),
  ),
  next: z
    .object({ folder: count, from: z.iso.datetime(), skip: count })
    .nullable()
    .meta({ description: 'Give it as at; null on the last page.' }),
})
export type IntakeAnswer = z.infer<typeof intakeAnswer>
