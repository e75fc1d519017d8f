/** The app's queue functions: which queue they listen to, and where its poison goes. */
import { triggerOf } from '../app/invoke.ts'
import type { RegisteredFunction } from '../app/registry.ts'
import { resolveNames } from '../app/resolve-names.ts'
import { HostError } from '../host-error.ts'
import type { Queues } from './queues.ts'
import type { QueueFunction } from './settle-message.ts'

const suffix = '-poison'
/** Azure's rule for queue names. */
const nameForm = /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/

/** HostError where the queue's name or connection is faulty. */
export function queueFunction(fn: RegisteredFunction, queues: Queues, env: NodeJS.ProcessEnv): QueueFunction {
  const { options } = triggerOf(fn)
  const queueName = resolveNames(String(options.queueName), env).toLowerCase()
  if (!nameForm.test(queueName))
    throw new HostError(
      `Function "${fn.metadata.name}": "${queueName}" is no queue name; it takes 3 to 63 of a-z, 0-9 and single hyphens.`,
    )
  const connection = options.connection as string | undefined
  const poisonName = `${queueName}${suffix}`
  const hasPoison = !queueName.endsWith(suffix) && nameForm.test(poisonName)
  return {
    fn,
    queue: queues.open(connection, queueName),
    poison: hasPoison ? queues.open(connection, poisonName) : undefined,
  }
}
