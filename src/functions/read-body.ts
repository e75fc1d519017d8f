/** Reads the JSON body of a request by its schema, or says what is wrong with it. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type { z } from 'zod'
import { faultsOf } from './ask.ts'
import { operatorOf } from './operator.ts'
import { notSignedIn, problem } from './problem.ts'

/** A vendor with fifty of everything stays well below this. */
const bodyLimit = 64 * 1024

export type Body<T> = { readonly value: T } | { readonly problem: HttpResponseInit }

/** `noun` as in "a vendor"; what is `known` stands, whatever the body says of it. */
export async function readBody<S extends z.ZodType>(
  request: HttpRequest,
  schema: S,
  noun: string,
  { limit = bodyLimit, known = {} }: { limit?: number; known?: Readonly<Record<string, unknown>> } = {},
): Promise<Body<z.infer<S>>> {
  const text = await request.text()
  if (text.length > limit)
    return { problem: problem(413, 'Too large', `The body of ${noun} has at most ${limit} characters.`) }
  const body = laidOver(parseJson(text), known)
  if (body === undefined) return { problem: problem(400, 'Not JSON', `Send ${noun} as a JSON object.`) }
  const parsed = schema.safeParse(body)
  if (parsed.success) return { value: parsed.data }
  const faults = faultsOf(parsed.error)
  return { problem: problem(400, `Not ${noun}`, 'Mend what faults lists and send it again.', { faults }) }
}

/** What somebody decides. Where the platform signs people in, who it is comes from there. */
export async function readAsk<S extends z.ZodType>(
  request: HttpRequest,
  schema: S,
  noun: string,
  isSignedIn: boolean,
): Promise<Body<z.infer<S>>> {
  if (!isSignedIn) return readBody(request, schema, noun)
  const who = operatorOf(request, undefined, true)?.who
  return who === undefined ? { problem: notSignedIn() } : readBody(request, schema, noun, { known: { who } })
}

const laidOver = (body: unknown, known: Readonly<Record<string, unknown>>): unknown =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, ...known } : body

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
