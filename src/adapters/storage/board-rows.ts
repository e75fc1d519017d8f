/** The rows of the table Breakers: one a process, one a lever, one for each time that a lever was pulled. */
import type { TableEntity } from '@azure/data-tables'
import { z } from 'zod'
import type { Post } from '../../domain/board.ts'
import { dependencies } from '../../domain/dependency.ts'
import { leverActions, type PulledLever } from '../../domain/lever.ts'
import { hashedKey } from './row-key.ts'
import type { Row } from './rows.ts'

export const partitions = { posts: 'process', levers: 'lever' } as const

/** Row keys of a lever's partition: levers sort behind the audit, which grows. */
export const firstLever = 'lever'
const isolationKey = (lever: PulledLever): string =>
  `${lever.action === 'probe' ? 'probe' : firstLever} ${lever.dependency}`

/** The last moment that a Date can hold: the newest line of the audit comes first. */
const endOfTime = 8.64e15
const auditKey = ({ at, leverId }: PulledLever): string =>
  `audit ${String(endOfTime - at.getTime()).padStart(16, '0')} ${hashedKey(leverId).slice(0, 16)}`

/** All in one property: a thousand rows are read while others wait for the process. */
export const postRow = ({ at, started, ...post }: Post): TableEntity => ({
  partitionKey: partitions.posts,
  rowKey: hashedKey(post.process),
  at: at.toISOString(),
  post: JSON.stringify({ ...post, started: started.toISOString() }),
})

/** Another version of the app may have written the row: what cannot be read is left out. */
export function postOf(row: Row): Post | undefined {
  const parsed = postSchema.safeParse(jsonOf(row.post))
  const at = new Date(String(row.at))
  return parsed.success && !Number.isNaN(at.getTime()) ? { ...parsed.data, at } : undefined
}

/** Both rows of a pull: the lever as it stands, and its line of the audit. */
export function leverRows(lever: PulledLever): readonly [TableEntity, TableEntity] {
  const facts = {
    partitionKey: partitions.levers,
    leverId: lever.leverId,
    dependency: lever.dependency,
    action: lever.action,
    who: lever.who,
    isVerified: lever.isVerified,
    why: lever.why,
    at: lever.at.toISOString(),
    ...(lever.until === undefined ? {} : { until: lever.until.toISOString() }),
  }
  return [
    { ...facts, rowKey: isolationKey(lever) },
    { ...facts, rowKey: auditKey(lever) },
  ]
}

export function leverOf(row: Row): PulledLever | undefined {
  const parsed = leverSchema.safeParse(row)
  return parsed.success ? { ...parsed.data, until: parsed.data.until } : undefined
}

const moment = z.iso.datetime().transform((text) => new Date(text))
const isoOrNull = z.iso.datetime().nullable()

const postSchema = z.object({
  process: z.string(),
  instance: z.string(),
  version: z.string(),
  started: moment,
  isIdle: z.boolean(),
  unwell: z.array(
    z.object({
      name: z.enum(dependencies),
      state: z.enum(['closed', 'open', 'half-open', 'isolated']),
      misconfigured: z.boolean(),
      openedAt: isoOrNull,
      retryAt: isoOrNull,
      lastFailure: z
        .object({ kind: z.enum(['network', 'timeout', 'throttled', 'server-error']), at: z.iso.datetime() })
        .nullable(),
    }),
  ),
})

const leverSchema = z.object({
  leverId: z.string(),
  dependency: z.enum(dependencies),
  action: z.enum(leverActions),
  who: z.string(),
  isVerified: z.boolean(),
  why: z.string(),
  until: moment.optional(),
  at: moment,
})

function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(String(value)) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
