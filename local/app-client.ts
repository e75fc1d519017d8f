/** Speaks to a running app over HTTP with its function key; what it refuses comes back as one error in words. */
import { Option } from 'commander'
import { z } from 'zod'

/** The app said no, or nothing; the message is for whoever typed the command. */
export class AppRefused extends Error {
  override readonly name = 'AppRefused'
}

export interface App {
  /** The JSON of the answer, undefined where it has none. Throws AppRefused for whatever is no success. */
  ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown>
}

export interface AppAddress {
  readonly url: string
  readonly key: string
}

export const urlOption = () =>
  new Option('--url <url>', 'where the app listens').default('http://127.0.0.1:7071')
export const keyOption = () =>
  new Option('--key <key>', 'function key').env('INVOICE_AGENT_KEY').default('', 'none')

/** The platform ends a call after four minutes. */
const patienceMs = 240_000

export function appAt({ url, key }: AppAddress): App {
  return {
    async ask(method, path, body) {
      const { answer, text } = await reach(url, path, {
        method,
        headers: { 'content-type': 'application/json', 'x-functions-key': key },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patienceMs),
      })
      if (!answer.ok) throw new AppRefused(whyRefused(answer, text))
      return text === '' ? undefined : jsonOf(text, url)
    },
  }
}

async function reach(url: string, path: string, request: RequestInit) {
  if (!URL.canParse(path, url))
    throw new AppRefused(`${url} is no address; give one such as http://127.0.0.1:7071`)
  try {
    const answer = await fetch(new URL(path, url), request)
    return { answer, text: await answer.text() }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new AppRefused(`${url} cannot be reached (${why}): is the app running there?`, { cause: error })
  }
}

/** The answer as this command knows it; anything may listen at an address that was typed. Throws AppRefused. */
export function readAnswer<S extends z.ZodType>(schema: S, answer: unknown): z.infer<S> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path }) => path.join('.')).slice(0, 5)
  throw new AppRefused(
    `The app's answer is not what this command knows (${places.join(', ')}): are both of the same version?`,
  )
}

const problemSchema = z.object({
  title: z.string(),
  detail: z.string(),
  faults: z.array(z.string()).default([]),
})

function whyRefused({ status, headers }: Response, text: string): string {
  if (status === 401) return 'the key was refused: give the function key with --key, or in INVOICE_AGENT_KEY'
  const problem = problemSchema.safeParse(parsed(text))
  if (!problem.success) return `HTTP ${status} without a word: is it the invoice agent that listens there?`
  const { title, detail, faults } = problem.data
  const wait = headers.get('retry-after')
  const again = wait === null ? '' : ` Try again in ${wait} s.`
  return [`${title}. ${detail}${again}`, ...faults.map((fault) => `  - ${fault}`)].join('\n')
}

function jsonOf(text: string, url: string): unknown {
  const value = parsed(text)
  if (value === undefined)
    throw new AppRefused(`${url} answered with no JSON: is it the invoice agent that listens there?`)
  return value
}

function parsed(text: string): unknown {
  try {
    return z.json().parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
