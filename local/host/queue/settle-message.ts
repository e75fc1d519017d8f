/** What becomes of one received message: run and deleted, shown again later, or poisoned. */
import type { QueueClient } from '@azure/storage-queue'
import type { Emit } from './outputs.ts'
import type { HostJson } from '../app/host-json.ts'
import type { Invoke } from '../app/invoke.ts'
import type { RegisteredFunction } from '../app/registry.ts'
import { failureOf, messageOf } from '../host-error.ts'
import type { Log } from '../log.ts'
import { decodeBody } from './encoding.ts'
import { holdLease } from './lease.ts'
import { callLimit, codeOf, type Queues } from './queues.ts'
import { queueTriggerMetadata, type MessageFacts } from './trigger-metadata.ts'

export interface ReceivedMessage extends MessageFacts {
  readonly messageText: string
}

export interface QueueFunction {
  readonly fn: RegisteredFunction
  readonly queue: QueueClient
  /** Undefined where the queue can have none: its name ends in -poison already or would be too long. */
  readonly poison: QueueClient | undefined
}

export interface QueueTools {
  readonly queues: Queues
  readonly options: HostJson['queues']
  readonly leaseSeconds: number
  readonly invoke: Invoke
  readonly emit: Emit
  readonly log: Log
}

/** Somebody else has the message, or it is gone: nothing is left to do. */
const settledElsewhere = new Set([
  'MessageNotFound',
  'PopReceiptMismatch',
  'QueueNotFound',
  'QueueBeingDeleted',
])

async function unlessSettledElsewhere(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!settledElsewhere.has(codeOf(error) ?? '')) throw error
  }
}

/** Runs the function for one message and settles it. Rejects only where the queue service does. */
export async function settleMessage(
  target: QueueFunction,
  message: ReceivedMessage,
  tools: QueueTools,
): Promise<void> {
  const { fn, queue, poison } = target
  const { options, queues, log } = tools
  const { name } = fn.metadata

  const remove = (receipt: string) =>
    unlessSettledElsewhere(queue.deleteMessage(message.messageId, receipt, callLimit()))
  const toPoison = async (receipt: string, why: string) => {
    if (poison === undefined) return
    await queues.put(poison, message.messageText)
    await remove(receipt)
    log('warning', name, `Message ${message.messageId} moved to ${poison.name}: ${why}`)
  }

  if (message.dequeueCount > options.maxDequeueCount)
    return toPoison(message.popReceipt, `received ${message.dequeueCount} times, not run again`)
  const body = decodeBody(message.messageText, options.messageEncoding)
  if (body === undefined) return toPoison(message.popReceipt, 'its body is not base64; not run')

  const lease = holdLease(queue, message, tools.leaseSeconds, (error) =>
    log('warning', name, `The lease of ${message.messageId} could not be renewed: ${messageOf(error)}`),
  )
  try {
    const call = { data: { string: body }, triggerMetadata: queueTriggerMetadata(body, message) }
    await tools.emit(fn, await tools.invoke(fn, call))
  } catch (error) {
    const receipt = await lease.end()
    const attempt = `attempt ${message.dequeueCount} of ${options.maxDequeueCount}`
    log('error', name, `Executed (Failed, ${attempt}): ${failureOf(error)}`)
    if (message.dequeueCount >= options.maxDequeueCount)
      return toPoison(receipt, `failed ${message.dequeueCount} times`)
    const delay = Math.ceil(options.visibilityTimeout / 1_000)
    return unlessSettledElsewhere(
      queue.updateMessage(message.messageId, receipt, undefined, delay, callLimit()),
    )
  }
  return remove(await lease.end())
}
