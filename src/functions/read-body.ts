/** Reads the JSON body of a request by its schema, or says what is wrong with it. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import type { z } from 'zod'
import { faultsOf } from './ask.ts'
import { problem } from './problem.ts'

/** A vendor with fifty of everything stays well below this. */
const bodyLimit = 64 * 1024

export type Body<T> = { readonly value: T } | { readonly problem: HttpResponseInit }

/** `noun` as in "a vendor". */
export async function readBody<S extends z.ZodType>(
  request: HttpRequest,
  schema: S,
  noun: string,
  limit = bodyLimit,
): Promise<Body<z.infer<S>>> {
  const text = await request.text()
  if (text.length > limit)
    return { problem: problem(413, 'Too large', `The body of ${noun} has at most ${limit} characters.`) }
  const body = parseJson(text)
  if (body === undefined) return { problem: problem(400, 'Not JSON', `Send ${noun} as a JSON object.`) }
  const parsed = schema.safeParse(body)
  if (parsed.success) return { value: parsed.data }
  const faults = faultsOf(parsed.error)
  return { problem: problem(400, `Not ${noun}`, 'Mend what faults lists and send it again.', { faults }) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
