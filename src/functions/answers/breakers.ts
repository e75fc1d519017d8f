/** How breakers, the fleet and its levers stand, as /breakers and /health answer it. */
import { z } from 'zod'
import type { BreakerState, Standing } from '../../domain/board.ts'
import { dependencies } from '../../domain/dependency.ts'
import type { FailureKind } from '../../domain/errors.ts'
import { leverActions } from '../../domain/lever.ts'
import type { FleetView } from '../../resilience/fleet-view.ts'

const states = ['closed', 'open', 'half-open', 'isolated'] as const satisfies readonly BreakerState[]
const failures = ['network', 'timeout', 'throttled', 'server-error'] as const satisfies readonly FailureKind[]
const standings = ['live', 'idle', 'unknown'] as const satisfies readonly Standing[]
const boards = ['known', 'unknown', 'not read yet'] as const satisfies readonly FleetView['state'][]

const count = z.int().min(0)
const moment = z.iso.datetime()

const breaker = z.object({
  name: z.enum(dependencies),
  state: z.enum(states),
  misconfigured: z.boolean().meta({ description: '401 or 403: a right or a setting is wrong; no outage.' }),
  openedAt: moment.nullable(),
  retryAt: moment.nullable().meta({ description: 'No call is made before; null where calls are made.' }),
  lastFailure: z.object({ kind: z.enum(failures), at: moment }).nullable(),
})

/** All but who isolated it, which is for those with a key. */
const measured = z.object({
  ...breaker.shape,
  consecutiveFailures: count,
  threshold: count.meta({ description: 'Consecutive failures that open it.' }),
  resetAfterSeconds: z.number(),
  probeDue: z.boolean().meta({ description: 'The open time is over: the next call is the probe.' }),
  counters: z.object({
    calls: count.meta({ description: 'Each try counted.' }),
    failures: count,
    refusals: count,
    opened: count.meta({ description: 'Times it opened.' }),
  }),
})

export const publicBreaker = measured
  .extend({ isolation: z.object({ until: moment.nullable() }).nullable() })
  .meta({ id: 'PublicBreaker' })

const ownBreaker = measured
  .extend({
    isolation: z.object({ who: z.string(), why: z.string(), until: moment.nullable() }).nullable(),
  })
  .meta({ id: 'Breaker' })

export const fleet = z
  .object({
    state: z.enum(boards).meta({ description: 'unknown: the board is away, and what is shown may be over.' }),
    asOf: moment.nullable(),
    ageSeconds: z.number().nullable(),
    counts: z.object({ live: count, idle: count, unknown: count }),
    troubles: z.array(
      z.object({
        name: z.enum(dependencies),
        state: z.enum([...states, 'misconfigured']),
        processes: count,
      }),
    ),
    processes: z.array(
      z.object({
        process: z.string(),
        instance: z.string(),
        version: z.string(),
        standing: z.enum(standings),
        ageSeconds: z.number(),
        started: moment,
        breakers: z.array(breaker).meta({ description: 'Those that were not well.' }),
      }),
    ),
  })
  .meta({ id: 'Fleet' })

const lever = z
  .object({
    dependency: z.enum(dependencies),
    action: z.enum(leverActions),
    who: z.string(),
    isVerified: z.boolean().meta({ description: 'The platform signed him in; else the name was typed.' }),
    why: z.string(),
    until: moment.nullable(),
    at: moment,
  })
  .meta({ id: 'Lever' })
export type LeverAnswer = z.infer<typeof lever>

export const breakersAnswer = z.object({
  breakers: z.array(ownBreaker).meta({ description: 'Of the process that answers.' }),
  levers: z.array(lever).meta({ description: 'Isolations that stand.' }),
  fleet,
  history: z.array(lever).meta({ description: 'Levers pulled, the newest first.' }),
})
export type BreakersAnswer = z.infer<typeof breakersAnswer>

export const pulledAnswer = z.object({ lever, reach: z.string() })
export type PulledAnswer = z.infer<typeof pulledAnswer>
