/** The trigger metadata of a queue message, names as .NET writes them (the library lowers their first letter). */
import type { TypedData } from '../app/core-types.ts'

export interface MessageFacts {
  readonly messageId: string
  readonly popReceipt: string
  readonly dequeueCount: number
  readonly insertedOn: Date
  readonly expiresOn: Date
  readonly nextVisibleOn: Date
}

/** .NET writes the offset, not "Z". */
const time = (date: Date): TypedData => ({
  json: JSON.stringify(date.toISOString().replace(/\.\d+Z$/, '+00:00')),
})

/** A JSON value as Newtonsoft turns it into a string; undefined where it is left out. */
function asText(value: unknown): string | undefined {
  if (value === null || Array.isArray(value)) return undefined
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function topLevel(body: string): Record<string, unknown> {
  if (!body.trimStart().startsWith('{')) return {}
  try {
    return JSON.parse(body) as Record<string, unknown>
  } catch {
    // Whoever sends something else than JSON gets no properties of it, and no complaint.
    return {}
  }
}

/**
 * The message's facts, then the top-level properties of a JSON body except arrays: a field named `id` or
 * `dequeueCount` hides the real one, whatever its case, as in Azure.
 */
export function queueTriggerMetadata(body: string, message: MessageFacts): Record<string, TypedData> {
  const metadata: Record<string, TypedData> = {
    QueueTrigger: { string: body },
    DequeueCount: { json: String(message.dequeueCount) },
    Id: { string: message.messageId },
    PopReceipt: { string: message.popReceipt },
    InsertionTime: time(message.insertedOn),
    ExpirationTime: time(message.expiresOn),
    NextVisibleTime: time(message.nextVisibleOn),
  }
  for (const [name, value] of Object.entries(topLevel(body))) {
    const known = Object.keys(metadata).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      metadata[known] = { json: JSON.stringify(value) }
    else {
      const text = asText(value)
      if (text !== undefined) metadata[known] = { string: text }
    }
  }
  return metadata
}
