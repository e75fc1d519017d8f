/** Queues by connection setting and name; one client a connection, few retries, every call bounded. */
import { QueueServiceClient, type QueueClient } from '@azure/storage-queue'
import { HostError, messageOf } from '../host-error.ts'

export interface Queues {
  /** HostError where the setting is missing or no connection string. */
  open(connection: string | undefined, queueName: string): QueueClient
  /** Rings `wake` when this process writes to the queue. */
  onWrite(queue: QueueClient, wake: () => void): void
  /** Adds a message, makes the queue where there is none, wakes its listener. `text` is written as it is. */
  put(queue: QueueClient, text: string): Promise<void>
}

/** An end to a call that hangs; the SDK itself would wait for ever. */
export const callLimit = (): { abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(30_000) })

/** The storage service's error code, or the kind of network fault. */
export function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | undefined)?.code
}

/** `X` or `AzureWebJobsX`; without a name `AzureWebJobsStorage`. */
function connectionString(connection: string | undefined, env: NodeJS.ProcessEnv): string {
  const name = connection === undefined || connection === '' ? 'Storage' : connection
  const found = env[`AzureWebJobs${name}`] ?? env[name]
  if (found !== undefined && found !== '') return found
  if (Object.keys(env).some((key) => key.startsWith(`${name}__`)))
    throw new HostError(`${name}__…: this host knows connection strings only, no identity; set ${name}.`)
  throw new HostError(`The connection setting "${name}" (or AzureWebJobs${name}) is missing.`)
}

export function makeQueues(env: NodeJS.ProcessEnv): Queues {
  const services = new Map<string, QueueServiceClient>()
  const wakers = new Map<string, () => void>()
  const serviceOf = (connection: string | undefined) => {
    const text = connectionString(connection, env)
    const known = services.get(text)
    if (known !== undefined) return known
    try {
      const service = QueueServiceClient.fromConnectionString(text, {
        retryOptions: { maxTries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 1_000 },
      })
      services.set(text, service)
      return service
    } catch (error) {
      throw new HostError(
        `The setting "${connection ?? 'AzureWebJobsStorage'}" is no connection string: ${messageOf(error)}`,
      )
    }
  }
  return {
    open: (connection, queueName) => serviceOf(connection).getQueueClient(queueName),
    onWrite: (queue, wake) => void wakers.set(queue.url, wake),
    put: async (queue, text) => {
      try {
        await queue.sendMessage(text, callLimit())
      } catch (error) {
        if (codeOf(error) !== 'QueueNotFound') throw error
        await queue.createIfNotExists(callLimit())
        await queue.sendMessage(text, callLimit())
      }
      wakers.get(queue.url)?.()
    },
  }
}
