/** Calls that no breaker counts or refuses, under a time limit and with our errors: the fleet board's, which tell of breakers. */
import type { Dependency } from '../domain/dependency.ts'
import { DependencyFailed } from '../domain/errors.ts'
import type { Guard } from './guard.ts'
import { createNetworkTry, type Translate } from './network-try.ts'

/** One try a call, never a second: whoever keeps the board comes again by himself. */
export function uncounted(
  dependency: Dependency,
  translate: Translate,
  timeoutMs: number,
): Pick<Guard, 'call'> {
  const networkTry = createNetworkTry(dependency, translate)
  return {
    async call(_operation, work, options = {}) {
      try {
        return await networkTry(work, options.timeoutMs ?? timeoutMs)
      } catch (error) {
        if (options.fallback === undefined || !(error instanceof DependencyFailed)) throw error
        return options.fallback(error)
      }
    },
  }
}
