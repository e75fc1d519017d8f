/** What /breakers of the app answers, as far as it is shown. */
import { z } from 'zod'
import { dependencies } from '../../src/domain/dependency.ts'
import { leverActions } from '../../src/domain/lever.ts'

const moment = z.string().nullable()
const breaker = z.object({
  name: z.enum(dependencies),
  state: z.string(),
  misconfigured: z.boolean(),
  retryAt: moment,
  lastFailure: z.object({ kind: z.string(), at: z.string() }).nullable(),
})
const own = breaker.extend({
  consecutiveFailures: z.number(),
  threshold: z.number(),
  probeDue: z.boolean(),
})
const lever = z.object({
  dependency: z.enum(dependencies),
  action: z.enum(leverActions),
  who: z.string(),
  isVerified: z.boolean(),
  why: z.string(),
  until: moment,
  at: z.string(),
})
const process = z.object({
  process: z.string(),
  instance: z.string(),
  standing: z.string(),
  ageSeconds: z.number(),
  breakers: z.array(breaker),
})

export const statusSchema = z.object({
  breakers: z.array(own),
  levers: z.array(lever),
  fleet: z.object({
    state: z.string(),
    counts: z.object({ live: z.number(), idle: z.number(), unknown: z.number() }),
    processes: z.array(process),
  }),
  history: z.array(lever),
})
export type Status = z.infer<typeof statusSchema>
export const pulledSchema = z.object({ lever, reach: z.string() })
