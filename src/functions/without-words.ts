/** What the host gets of a failure: it logs message, cause and stack of whatever a function throws, and a library's may quote a document. */
import { AgentError } from '../domain/errors.ts'

/** Stands for the error that a function failed with, which is told nowhere else than where it is kept. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'

  constructor(step: string, error: unknown) {
    const kind = error instanceof Error ? error.name : typeof error
    // An error of ours says nothing of a document, an address or a secret.
    super(`${step}: ${kind}${error instanceof AgentError ? `: ${error.message}` : ''}`)
    this.stack = [`${this.name}: ${this.message}`, ...framesOf(error)].join('\n')
  }
}

/** Runs the function and throws, where it fails, what may stand in a log. */
export function withoutWords<A extends readonly unknown[]>(
  step: string,
  run: (...args: A) => Promise<void>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await run(...args)
    } catch (error) {
      throw new StepFailed(step, error)
    }
  }
}

/** Where it was thrown, the innermost call first. A message may have lines of its own, so it is cut off first. */
export function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  const { stack = '', message } = error
  const at = stack.indexOf(message)
  const behind = at === -1 ? '' : stack.slice(at + message.length)
  return behind.split('\n').filter((line) => /^\s+at /.test(line))
}
