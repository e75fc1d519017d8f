/** The end of an isolation as it is typed: a span from now, or a moment. */
import { InvalidArgumentError } from 'commander'
import { hours, minutes, seconds } from '../../src/domain/clock.ts'

const units: Readonly<Record<string, (n: number) => number>> = { s: seconds, m: minutes, h: hours }

/** ISO. Throws InvalidArgumentError for what is neither, or is over. */
export function untilOf(text: string, now: Date): string {
  const [, count, unit = ''] = /^(\d{1,5})([smh])$/.exec(text) ?? []
  const ms = units[unit]?.(Number(count))
  const hasZone = /T.*(Z|[+-]\d\d:\d\d)$/.test(text)
  const until = ms === undefined ? new Date(hasZone ? text : Number.NaN) : new Date(now.getTime() + ms)
  if (Number.isNaN(until.getTime()))
    throw new InvalidArgumentError('Give a span such as 30m or 2h, or a moment such as 2026-11-02T17:00:00Z.')
  if (until <= now) throw new InvalidArgumentError('That is over already.')
  return until.toISOString()
}
