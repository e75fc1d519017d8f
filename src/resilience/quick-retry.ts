/** The one second try of a call that does no harm twice: a lost packet should not cost a queue message its turn. */
import type { Dependency } from '../domain/dependency.ts'
import { CallRefused, DependencyFailed, OutOfTime } from '../domain/errors.ts'

export const triesInAll = 2
const shortestPauseMs = 100
export const longestPauseMs = 300

/**
 * Tries once more after the dependency's own failure, unless the gate is shut by then. What the caller learns is never
 * "not called" after a call was made, nor "surely without effect" while the first try may have acted.
 */
export async function quickRetry<T>(
  attempt: () => Promise<T>,
  dependency: Dependency,
  isShut: () => boolean,
  random: () => number,
): Promise<T> {
  try {
    return await attempt()
  } catch (first) {
    const isOurs = first instanceof DependencyFailed && first.dependency === dependency
    if (!isOurs || isShut()) throw first
    await new Promise((resolve) =>
      setTimeout(resolve, shortestPauseMs + random() * (longestPauseMs - shortestPauseMs)),
    )
    return attempt().catch((second: unknown) => {
      const wasNotMade = second instanceof CallRefused || second instanceof OutOfTime
      const knowsLess = second instanceof DependencyFailed && first.mayHaveActed && !second.mayHaveActed
      throw wasNotMade || knowsLess ? first : second
    })
  }
}
