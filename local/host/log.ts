/** The host's output: one line an event, with time, level and where it comes from. */
import type { Clock } from '../../src/domain/clock.ts'
import type { LogLevel } from './app/core-types.ts'

/** `source` is the name of a function, or "host". */
export type Log = (level: LogLevel, source: string, message: string) => void

const order: readonly LogLevel[] = ['trace', 'debug', 'information', 'warning', 'error', 'critical']

/** Lines below `least` are left out; line breaks in a message are written as "\n", so that one event stays one line. */
export function makeLog(options: {
  readonly clock: Clock
  readonly least: LogLevel
  readonly write: (line: string) => void
}): Log {
  const least = order.indexOf(options.least)
  return (level, source, message) => {
    if (order.indexOf(level) < least) return
    const line = message.trimEnd().replaceAll(/\r?\n/g, '\\n')
    options.write(`${options.clock.now().toISOString()} ${level} ${source}: ${line}\n`)
  }
}
