/** What GET /desk/overview answers: queues, cases and a day in numbers. */
import { z } from 'zod'
import { queueNames } from '../../domain/messages.ts'

const count = z.int().min(0)
const durations = z
  .object({
    count: count.meta({ description: 'Invoices that were mailed.' }),
    median: z.number().nullable().meta({ description: 'Seconds.' }),
    p95: z.number().nullable().meta({ description: 'Seconds.' }),
  })
  .meta({ id: 'Durations', description: 'From the mail to accounts payable.' })

export const overviewAnswer = z
  .object({
    at: z.iso.datetime(),
    signedInAs: z
      .string()
      .nullable()
      .meta({ description: 'Whom the platform signed in; null where whoever acts types a name.' }),
    queues: z.array(
      z.object({
        queue: z.enum(queueNames),
        waiting: count.meta({ description: 'About how many messages, hidden ones too.' }),
        oldest: z.iso
          .datetime()
          .nullable()
          .meta({ description: 'When the message in front came; null where none can be taken now.' }),
        poisoned: count,
        cases: count.meta({ description: 'Open cases.' }),
      }),
    ),
    cases: z.object({ open: count, isAll: z.boolean() }),
    day: z.object({
      day: z.iso.date(),
      counted: count,
      isAll: z.boolean().meta({ description: 'False where there are more: the first ones were counted.' }),
      outcomes: z.array(z.object({ outcome: z.string(), count })),
      toPayable: durations,
      hours: z
        .array(z.object({ hour: z.int(), invoices: count, toPayable: durations }))
        .meta({ description: 'The hours (UTC) in which mail was received.' }),
    }),
  })
  .meta({ id: 'Overview' })
export type OverviewAnswer = z.infer<typeof overviewAnswer>
