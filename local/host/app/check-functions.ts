/** What the app asks for and this host cannot do, said at the start and all at once. */
import { HostError } from '../host-error.ts'
import { triggerOf } from './invoke.ts'
import type { RegisteredFunction } from './registry.ts'

const triggers = new Set(['httptrigger', 'queuetrigger', 'timertrigger'])

function faultsOf(fn: RegisteredFunction): string[] {
  const { name, bindings, retryOptions } = fn.metadata
  const faults: string[] = []
  if (retryOptions) faults.push(`${name}: a retry policy is not carried out here; remove it`)
  for (const [key, { type, direction }] of Object.entries(bindings)) {
    const kind = type.toLowerCase()
    const isKnown =
      direction === 'in' ? triggers.has(kind) : kind === 'queue' || (kind === 'http' && key === '$return')
    if (!isKnown)
      faults.push(
        `${name}: the ${direction === 'in' ? 'input' : 'output'} binding "${type}" is not known here`,
      )
  }
  return faults
}

/** HostError with a line a fault. */
export function checkFunctions(functions: readonly RegisteredFunction[]): void {
  const faults = functions.flatMap(faultsOf)
  if (faults.length > 0)
    throw new HostError(
      `This host runs HTTP, queue and timer functions with queue outputs only:\n${faults.join('\n')}`,
    )
}

/** Makes one thing of each function; what is wrong with any of them is collected in `faults`. */
export function eachFunction<T>(
  functions: readonly RegisteredFunction[],
  make: (fn: RegisteredFunction) => T,
  faults: string[],
): T[] {
  return functions.flatMap((fn) => {
    try {
      return [make(fn)]
    } catch (error) {
      if (!(error instanceof HostError)) throw error
      faults.push(`${fn.metadata.name}: ${error.message}`)
      return []
    }
  })
}

/** The functions with a trigger of this type, those switched off by `AzureWebJobs.NAME.Disabled` left out. */
export function enabled(
  functions: readonly RegisteredFunction[],
  type: string,
  env: NodeJS.ProcessEnv,
): RegisteredFunction[] {
  return functions.filter((fn) => triggerOf(fn).type === type && !isDisabled(fn.metadata.name, env))
}

function isDisabled(name: string, env: NodeJS.ProcessEnv): boolean {
  const setting = env[`AzureWebJobs.${name}.Disabled`] ?? env[`AzureWebJobs__${name}__Disabled`] ?? ''
  return /^(?:true|1)$/i.test(setting)
}
