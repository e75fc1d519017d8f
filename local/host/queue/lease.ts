/** The lease of a received message: fixed 10 min, renewed at half while its function runs. */
import type { QueueClient } from '@azure/storage-queue'
import { minutes } from '../../../src/domain/clock.ts'
import { callLimit } from './queues.ts'

/** Seconds; not host.json's visibilityTimeout, which is the delay after a failure. */
export const leaseSeconds = 600

export interface Lease {
  /** Stops renewing and gives the newest pop receipt. */
  end(): Promise<string>
}

/** A renewal that fails is told and tried again a minute later. */
export function holdLease(
  queue: QueueClient,
  message: { readonly messageId: string; readonly popReceipt: string },
  onFailure: (error: unknown) => void,
): Lease {
  let receipt = message.popReceipt
  let renewal: Promise<void> = Promise.resolve()
  const renew = async () => {
    try {
      const answer = await queue.updateMessage(
        message.messageId,
        receipt,
        undefined,
        leaseSeconds,
        callLimit(),
      )
      receipt = answer.popReceipt ?? receipt
      schedule(minutes(5))
    } catch (error) {
      onFailure(error)
      schedule(minutes(1))
    }
  }
  let timer: NodeJS.Timeout
  let ended = false
  function schedule(ms: number): void {
    if (ended) return
    timer = setTimeout(() => {
      renewal = renew()
    }, ms)
    timer.unref()
  }
  schedule(minutes(5))
  return {
    end: async () => {
      ended = true
      clearTimeout(timer)
      await renewal
      return receipt
    },
  }
}
