/** Which try is under way, so that a call that waits for another guard (a token) is not blamed for that one's silence. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Dependency } from '../domain/dependency.ts'

interface Try {
  /** The guards that this try waits for now. */
  readonly waitsFor: Dependency[]
}

const tries = new AsyncLocalStorage<Try>()

/** Runs one try; `waitsFor` tells, while it runs, which other dependency it is waiting for. */
export function startTry<T>(work: () => Promise<T>, current: Try): Promise<T> {
  return tries.run(current, work)
}

export const newTry = (): Try => ({ waitsFor: [] })

/** Marks the try around this call, if there is one, as waiting for `dependency` until the call is over. */
export function waitingFor<T>(dependency: Dependency, call: () => Promise<T>): Promise<T> {
  const outer = tries.getStore()
  if (outer === undefined) return call()
  outer.waitsFor.push(dependency)
  return call().finally(() => outer.waitsFor.splice(outer.waitsFor.indexOf(dependency), 1))
}
