/** host.json: what this host carries out of it, checked, with the real host's defaults. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { HostError, messageOf } from '../host-error.ts'
import { parseTimeSpan } from './time-span.ts'

const timeSpan = z.string().transform((text, context) => {
  const ms = parseTimeSpan(text)
  if (ms !== undefined) return ms
  context.addIssue({ code: 'custom', message: `"${text}" is no time span; write hh:mm:ss` })
  return z.NEVER
})

const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

const queuesSchema = z.strictObject({
  batchSize: count(1, 32).default(16),
  newBatchThreshold: count(0, 1_000).optional(),
  maxDequeueCount: count(1, 1_000).default(5),
  visibilityTimeout: timeSpan.default(0),
  /** The real default is a minute, but 2 s where the environment is Development, as it is here. */
  maxPollingInterval: timeSpan.pipe(z.number().min(100, 'must be at least 100 ms')).default(2_000),
  messageEncoding: z.enum(['base64', 'none']).default('base64'),
})

const hostSchema = z.object({
  version: z.literal('2.0'),
  functionTimeout: z.union([z.literal('-1').transform(() => Infinity), timeSpan]).default(30 * 60_000),
  extensions: z
    .object({
      http: z.object({ routePrefix: z.string().default('api') }).prefault({}),
      queues: queuesSchema.prefault({}),
    })
    .prefault({}),
})

/** All times in milliseconds. */
export interface HostJson {
  readonly functionTimeout: number
  readonly routePrefix: string
  readonly queues: z.infer<typeof queuesSchema> & { readonly newBatchThreshold: number }
}

const overrideForm = /^AzureFunctionsJobHost__(.+)$/i

/** A setting such as `AzureFunctionsJobHost__extensions__queues__visibilityTimeout` wins over the file. */
function withOverrides(json: unknown, env: NodeJS.ProcessEnv): unknown {
  for (const [name, value] of Object.entries(env)) {
    const path = overrideForm.exec(name)?.[1]?.split('__') ?? []
    const last = path.pop()
    if (last === undefined) continue
    let place = json as Record<string, unknown>
    for (const key of path) place = (place[key] ??= {}) as Record<string, unknown>
    place[last] = value
  }
  return json
}

/** The text of a host.json. HostError names each fault with its place. */
export function parseHostJson(text: string, env: NodeJS.ProcessEnv): HostJson {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new HostError(`host.json is no JSON: ${messageOf(error)}`)
  }
  if (json === null || typeof json !== 'object') throw new HostError('host.json must be a JSON object')
  const parsed = hostSchema.safeParse(withOverrides(json, env))
  if (!parsed.success) throw new HostError(`host.json is faulty:\n${z.prettifyError(parsed.error)}`)
  const { functionTimeout, extensions } = parsed.data
  const { queues } = extensions
  const newBatchThreshold =
    queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2) * availableParallelism()
  return {
    functionTimeout,
    routePrefix: extensions.http.routePrefix,
    queues: { ...queues, newBatchThreshold },
  }
}

export function readHostJson(appDir: string, env: NodeJS.ProcessEnv): HostJson {
  const file = join(appDir, 'host.json')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new HostError(`${file} cannot be read: a function app needs one. ${messageOf(error)}`)
  }
  return parseHostJson(text, env)
}
