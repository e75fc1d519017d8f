/** host.json's functionTimeout: an invocation past it ends the process, as Azure replaces the worker. */
import type { Clock } from '../../../src/domain/clock.ts'
import type { Invoke } from './invoke.ts'

/** Wraps `invoke`. `onLate` is told once of the first invocation that runs longer than `timeoutMs`. */
export function watched(
  invoke: Invoke,
  options: {
    readonly timeoutMs: number
    readonly clock: Clock
    readonly onLate: (functionName: string) => void
  },
): { readonly invoke: Invoke; readonly stop: () => void } {
  const running = new Map<object, { readonly name: string; readonly since: number }>()
  const look = () => {
    const latest = options.clock.now().getTime() - options.timeoutMs
    for (const { name, since } of running.values())
      if (since < latest) {
        clearInterval(timer)
        options.onLate(name)
        return
      }
  }
  const timer = setInterval(look, Math.min(1_000, Math.max(10, options.timeoutMs / 4)))
  timer.unref()
  return {
    invoke: async (fn, call) => {
      const key = {}
      running.set(key, { name: fn.metadata.name, since: options.clock.now().getTime() })
      try {
        return await invoke(fn, call)
      } finally {
        running.delete(key)
      }
    },
    stop: () => clearInterval(timer),
  }
}
