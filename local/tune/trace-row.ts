/** A row of a trace: what its fields must look like, and what its result says of the service. */
import { z } from 'zod'
import { statusFailure } from '../../src/adapters/http-failure.ts'
import type { Dependency } from '../../src/domain/dependency.ts'
import { DependencyFailed, type FailureKind, RemoteAnswer } from '../../src/domain/errors.ts'
import type { CallEnd } from './recorded-call.ts'

/** CSV has nothing but text, and some tools write JSON so too. */
const word = z
  .union([z.string(), z.number(), z.boolean()], 'is missing')
  .transform((value) => String(value).trim())
  .pipe(z.string().max(200, 'is too long'))
const optional = word.optional().transform((text) => (text === '' ? undefined : text))
const isoForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/
const dayMs = 86_400_000

export const rowSchema = z.object({
  timestamp: word
    .refine((text) => isoForm.test(text), 'must be ISO 8601 with its zone, such as 2026-11-27T09:12:03.123Z')
    .transform((text) => Date.parse(text))
    .refine((at) => at >= 0, 'is no date'),
  duration: word
    .transform((text) => (text === '' ? Number.NaN : Number(text)))
    .refine((ms) => ms >= 0 && ms <= dayMs, 'must be milliseconds, within a day'),
  success: word
    .transform((text) => text.toLowerCase())
    .refine((text) => /^(true|false|1|0)$/.test(text), 'must be true or false')
    .transform((text) => text === 'true' || text === '1'),
  result: word,
  dependency: optional,
  operation: optional,
  instance: optional,
  transaction: optional,
})

const failures: ReadonlySet<string> = new Set<FailureKind>([
  'network',
  'timeout',
  'throttled',
  'server-error',
])
/** Words of the agent that say nothing of the service called. */
const silent: ReadonlySet<string> = new Set([
  'misconfigured',
  'not-yet',
  'out-of-time',
  'bad-message',
  'inconsistent',
  'decision-conflict',
  'bug',
])

/** In the agent's own words, or by an HTTP status as other traces have it; undefined where it says nothing of the service. */
export function endOf(
  isSuccess: boolean,
  result: string,
  dependency: Dependency,
): CallEnd | undefined | 'unknown word' {
  if (isSuccess) return 'answered'
  if (failures.has(result)) return result as FailureKind
  if (/^refused: (open|half-open|isolated|throttled)$/.test(result)) return 'refused'
  if (silent.has(result)) return undefined
  if (!/^[1-5]\d\d$/.test(result)) return 'unknown word'
  const error = statusFailure(dependency, { status: Number(result) })
  if (error instanceof DependencyFailed) return error.failure
  return error instanceof RemoteAnswer ? 'answered' : undefined
}
