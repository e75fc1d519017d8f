/** Work that makes something for a moment: it is taken away again, however the work ended. */
import { withoutDeadline } from '../../src/resilience/deadline.ts'

/** The work was done, and what it made is still there; `advice` says how to take it away by hand. */
export class LeftBehind extends Error {
  override readonly name = 'LeftBehind'
  readonly advice: string

  constructor(what: string, advice: string, cause: unknown) {
    super(what, { cause })
    this.advice = advice
  }
}

/** Throws the work's own error first: what could not be made is no loss where it cannot be taken away either. */
export async function leaveNothing<T>(
  work: () => Promise<T>,
  takeAway: () => Promise<unknown>,
  left: { readonly what: string; readonly advice: string },
): Promise<T> {
  let result: T
  try {
    result = await work()
  } catch (error) {
    // Its own failure tells no more than the one that is thrown: whoever has no right to make has none to delete.
    await withoutDeadline(takeAway).catch(() => undefined)
    throw error
  }
  try {
    await withoutDeadline(takeAway)
  } catch (error) {
    throw new LeftBehind(left.what, left.advice, error)
  }
  return result
}
