/** Queue output bindings: sent after the handler has succeeded and before its trigger is settled. */
import type { InvocationResponse, TypedData } from '../app/core-types.ts'
import type { RegisteredFunction } from '../app/registry.ts'
import { resolveNames } from '../app/resolve-names.ts'
import { encodeBody, type MessageEncoding } from './encoding.ts'
import type { Queues } from './queues.ts'

/** Sends what the function put into its outputs; one that fails fails the call. */
export type Emit = (fn: RegisteredFunction, response: InvocationResponse) => Promise<void>

/** An array, or a string that looks like one, becomes a message an element. */
export function messagesOf(data: TypedData): (string | Uint8Array)[] {
  if (data.bytes !== undefined) return [data.bytes]
  const text = data.string ?? data.json ?? String(data.int ?? data.double ?? '')
  if (!text.trimStart().startsWith('[')) return [text]
  try {
    const elements = JSON.parse(text) as unknown[]
    return elements.map((element) => (typeof element === 'string' ? element : JSON.stringify(element)))
  } catch {
    // Looked like an array and is none: it goes as the text it is.
    return [text]
  }
}

export function makeEmit(queues: Queues, encoding: MessageEncoding, env: NodeJS.ProcessEnv): Emit {
  return async (fn, response) => {
    const given = new Map((response.outputData ?? []).map(({ name, data }) => [name, data]))
    if (response.returnValue) given.set('$return', response.returnValue)
    const puts = Object.entries(fn.metadata.bindings).flatMap(([name, binding]) => {
      const data = given.get(name)
      if (binding.direction !== 'out' || binding.type !== 'queue' || data === undefined) return []
      const queue = queues.open(
        binding.connection as string | undefined,
        resolveNames(String(binding.queueName), env),
      )
      return messagesOf(data).map((message) => queues.put(queue, encodeBody(message, encoding)))
    })
    await Promise.all(puts)
  }
}
