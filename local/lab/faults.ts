/** Scripted faults: what goes wrong, with which operation of which service, how often or for how long. */
import { z } from 'zod'
import type { Clock } from '../../src/domain/clock.ts'

const howLong = {
  /** Only so many requests are hit; all of them without. */
  times: z.int().min(1).optional(),
  /** Only requests in so many seconds from now are hit. */
  forSeconds: z.number().positive().optional(),
}
const status = z.int().min(200).max(599)
const headers = z.record(z.string(), z.string()).optional()

export const faultSchema = z.discriminatedUnion('kind', [
  /** The connection breaks at once, before any work. */
  z.strictObject({ kind: z.literal('down'), ...howLong }),
  /** No work, no answer; the connection stays open until the client has had enough. */
  z.strictObject({ kind: z.literal('hang'), ...howLong }),
  /** The work is done, but only after `ms` milliseconds. */
  z.strictObject({ kind: z.literal('slow'), ms: z.number().min(0), ...howLong }),
  /** No work; this answer. */
  z.strictObject({ kind: z.literal('status'), status, headers, body: z.unknown().optional(), ...howLong }),
  /** The work is done, then the connection breaks without an answer. */
  z.strictObject({ kind: z.literal('lostReply'), ...howLong }),
  /** The work is done, then this answer comes, such as the 504 of a gateway. */
  z.strictObject({ kind: z.literal('lostReplyStatus'), status, headers, ...howLong }),
])

export type Fault = z.infer<typeof faultSchema>

export interface Faults {
  /** Takes the place of an earlier fault of the same operation; `*` is every operation without one of its own. */
  set(service: string, operation: string, fault: Fault): void
  /** All faults of the service, or of all services. */
  clear(service?: string): void
  /** The fault that hits this request, counted as used. */
  take(service: string, operation: string): Fault | undefined
  list(): readonly { readonly service: string; readonly operation: string; readonly fault: Fault }[]
}

export function createFaults(clock: Clock): Faults {
  const active = new Map<
    string,
    { service: string; operation: string; fault: Fault; left: number; until: number }
  >()
  const keyOf = (service: string, operation: string) => `${service} ${operation}`

  function find(service: string, operation: string) {
    const key = keyOf(service, operation)
    const one = active.get(key)
    if (one === undefined) return undefined
    if (one.left > 0 && clock.now().getTime() < one.until) return one
    active.delete(key)
    return undefined
  }

  return {
    set(service, operation, fault) {
      const until = clock.now().getTime() + (fault.forSeconds ?? Infinity) * 1_000
      active.set(keyOf(service, operation), {
        service,
        operation,
        fault,
        left: fault.times ?? Infinity,
        until,
      })
    },
    clear(service) {
      for (const [key, one] of active)
        if (service === undefined || one.service === service) active.delete(key)
    },
    take(service, operation) {
      const one = find(service, operation) ?? find(service, '*')
      if (one === undefined) return undefined
      one.left -= 1
      return one.fault
    },
    list: () =>
      [...active.values()].filter(({ service, operation }) => find(service, operation) !== undefined),
  }
}
