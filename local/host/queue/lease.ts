/** The lease of a received message: fixed 10 min, renewed at half while its function runs. */
import type { QueueClient } from '@azure/storage-queue'
import { seconds } from '../../../src/domain/clock.ts'
import { HostError } from '../host-error.ts'
import { callLimit } from './queues.ts'

/** As the real host has it; not host.json's visibilityTimeout, which is the delay after a failure. */
const realSeconds = 600
const settingName = 'LOCAL_QUEUE_LEASE_SECONDS'

/**
 * How many seconds a received message belongs to its process. Ten minutes, unless this host alone is told otherwise: whoever
 * kills it to see what becomes of its work does not want to wait so long. HostError where the setting is faulty.
 */
export function leaseSecondsOf(env: NodeJS.ProcessEnv): number {
  const given = env[settingName]
  if (given === undefined || given === '') return realSeconds
  const wanted = Number(given)
  if (!Number.isInteger(wanted) || wanted < 2 || wanted > realSeconds)
    throw new HostError(`${settingName} must be 2 to ${realSeconds} seconds, not "${given}".`)
  return wanted
}

export interface Lease {
  /** Stops renewing and gives the newest pop receipt. */
  end(): Promise<string>
}

/** A renewal that fails is told and tried again after a tenth of the lease. */
export function holdLease(
  queue: QueueClient,
  message: { readonly messageId: string; readonly popReceipt: string },
  leaseSeconds: number,
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
      schedule(seconds(leaseSeconds) / 2)
    } catch (error) {
      onFailure(error)
      schedule(seconds(leaseSeconds) / 10)
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
  schedule(seconds(leaseSeconds) / 2)
  return {
    end: async () => {
      ended = true
      clearTimeout(timer)
      await renewal
      return receipt
    },
  }
}
