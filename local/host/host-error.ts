/** What keeps the host from starting, in words for the person who started it. */

/** `message` says what is wrong and what to do; no stack is shown for it. */
export class HostError extends Error {
  override readonly name = 'HostError'
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A failed invocation for the log: what was thrown, its causes, and where in the app it came from. */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const own = frames.filter((line) => !/node_modules|node:|local\/host|<anonymous>/.test(line)).slice(0, 3)
  const cause = error.cause === undefined ? '' : ` (cause: ${failureOf(error.cause)})`
  return [`${error.name}: ${error.message}${cause}`, ...own.map((line) => line.trim())].join(' ')
}
