/** Polls one queue and keeps batchSize + newBatchThreshold messages at work at most. */
import { messageOf } from '../host-error.ts'
import { makeBackOff } from './back-off.ts'
import { makePause } from './pause.ts'
import { callLimit, codeOf } from './queues.ts'
import { settleMessage, type QueueFunction, type QueueTools, type ReceivedMessage } from './settle-message.ts'

export interface Listener {
  /** Stops polling and waits for what is at work. */
  stop(): Promise<void>
}

/** `random` gives 0..1, for the back-off's jitter. */
export function startListener(target: QueueFunction, tools: QueueTools, random: () => number): Listener {
  const { options, log } = tools
  const { name } = target.fn.metadata
  const working = new Set<Promise<void>>()
  const backOff = makeBackOff(options.maxPollingInterval, random)
  const pause = makePause()
  let isStopped = false
  let lastFault: string | undefined
  tools.queues.onWrite(target.queue, () => pause.end())

  const receive = async (): Promise<readonly ReceivedMessage[]> => {
    try {
      const batch = { numberOfMessages: options.batchSize, visibilityTimeout: tools.leaseSeconds }
      const { receivedMessageItems } = await target.queue.receiveMessages({ ...batch, ...callLimit() })
      if (lastFault !== undefined) log('information', name, `Queue ${target.queue.name} can be read again.`)
      lastFault = undefined
      return receivedMessageItems
    } catch (error) {
      // Whatever it is, the listener backs off and tries again; each new kind of fault is told once.
      const fault = codeOf(error) ?? messageOf(error)
      if (fault !== lastFault)
        log(fault === 'QueueNotFound' ? 'information' : 'error', name, faultText(target.queue.name, fault))
      lastFault = fault
      return []
    }
  }
  const work = (message: ReceivedMessage): void => {
    const done: Promise<void> = settleMessage(target, message, tools)
      .catch((error: unknown) =>
        log(
          'error',
          name,
          `Message ${message.messageId} comes back when its lease ends: ${messageOf(error)}`,
        ),
      )
      .finally(() => working.delete(done))
    working.add(done)
  }
  const poll = async (): Promise<void> => {
    while (!isStopped) {
      const messages = await receive()
      for (const message of messages) work(message)
      if (messages.length === 0) await pause.for(backOff.next())
      else backOff.reset()
      while (working.size > options.newBatchThreshold && !isStopped) await Promise.race(working)
    }
  }
  const polling = poll()
  return {
    stop: async () => {
      isStopped = true
      pause.end()
      await polling
      await Promise.all(working)
    },
  }
}

function faultText(queueName: string, fault: string): string {
  return fault === 'QueueNotFound'
    ? `Queue ${queueName} does not exist yet; looking again.`
    : `Queue ${queueName} cannot be read (${fault}); trying again.`
}
