/** A queue message that was never in a queue: given by hand to the admin endpoint. */
import { randomUUID } from 'node:crypto'
import { after, days } from '../../../src/domain/clock.ts'
import type { Call } from '../app/invoke.ts'
import { queueTriggerMetadata } from './trigger-metadata.ts'

export function handMadeMessage(body: string, now: Date): Call {
  const facts = {
    messageId: randomUUID(),
    popReceipt: 'by-hand',
    dequeueCount: 1,
    insertedOn: now,
    expiresOn: after(now, days(7)),
    nextVisibleOn: now,
  }
  return { data: { string: body }, triggerMetadata: queueTriggerMetadata(body, facts) }
}
