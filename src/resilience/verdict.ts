/** What one try says about the dependency's health: the one rule of what a breaker counts. */
import type { Dependency } from '../domain/dependency.ts'
import { DependencyFailed, RemoteAnswer } from '../domain/errors.ts'

/**
 * `failure` is counted and `answered` resets the count. `unknown` does neither, in no state: a 401 or 403, trouble of
 * another dependency (no token to be had), and a bug of ours say nothing about whether this dependency is well.
 */
export type Verdict = 'answered' | 'failure' | 'unknown'

export function verdictOn(error: unknown, dependency: Dependency): Verdict {
  if (error instanceof DependencyFailed && error.dependency === dependency) return 'failure'
  if (error instanceof RemoteAnswer && error.dependency === dependency) return 'answered'
  return 'unknown'
}
