/** Speaks to /breakers of a running app; what it refuses comes back as one error in words. */
import { z } from 'zod'
import { dependencies } from '../../src/domain/dependency.ts'
import { leverActions } from '../../src/domain/lever.ts'

/** The app said no, or nothing; the message is for whoever typed the command. */
export class AppRefused extends Error {
  override readonly name = 'AppRefused'
}

export interface AppAddress {
  readonly url: string
  readonly key: string
}

const patienceMs = 60_000

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

const problemSchema = z.object({
  title: z.string(),
  detail: z.string(),
  faults: z.array(z.string()).default([]),
})

/** The answer as it came and as the schema reads it. Throws AppRefused for whatever is no success. */
export async function ask<S extends z.ZodType>(
  { url, key }: AppAddress,
  schema: S,
  path: string,
  body?: unknown,
): Promise<{ readonly answer: unknown; readonly read: z.infer<S> }> {
  const response = await reach(url, path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', 'x-functions-key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patienceMs),
  })
  const answer = jsonOf(await response.text())
  if (!response.ok) throw new AppRefused(whyRefused(response.status, answer))
  const parsed = schema.safeParse(answer)
  if (!parsed.success)
    throw new AppRefused(`What ${url} answers is not ours: is it the invoice agent, and of this version?`)
  return { answer, read: parsed.data }
}

async function reach(url: string, path: string, request: RequestInit): Promise<Response> {
  if (!URL.canParse(path, url))
    throw new AppRefused(`${url} is no address; give one such as http://127.0.0.1:7071`)
  try {
    return await fetch(new URL(path, url), request)
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new AppRefused(`${url} cannot be reached (${why}): is the app running there?`, { cause: error })
  }
}

function whyRefused(status: number, answer: unknown): string {
  const problem = problemSchema.safeParse(answer)
  if (problem.success) {
    const { title, detail, faults } = problem.data
    return [`${title}. ${detail}`, ...faults.map((fault) => `  - ${fault}`)].join('\n')
  }
  if (status === 401) return 'the key was refused: give the function key with --key, or in INVOICE_AGENT_KEY'
  return `HTTP ${status} without a word: is it the invoice agent that listens there?`
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
