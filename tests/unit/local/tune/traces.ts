/** Traces by hand: calls of one process from 09:00:00 on, in seconds. */
import type { CallEnd, RecordedCall } from '../../../../local/tune/recorded-call.ts'

const start = Date.parse('2026-11-02T09:00:00.000Z')

export const instant = (seconds: number): number => start + Math.round(seconds * 1_000)

/** "09:00:12.100" */
export const clockTime = (at: Date | number): string => new Date(at).toISOString().slice(11, 23)

export function recordedCall(seconds: number, end: CallEnd, other: Partial<RecordedCall> = {}): RecordedCall {
  return {
    at: instant(seconds),
    ms: 100,
    instance: 'a',
    operation: 'send',
    transaction: String(seconds),
    end,
    ...other,
  }
}

/** A call each second for three minutes, as nobody had a breaker; the service is away from 10 s on. */
export function withOutageOf(seconds: number): readonly RecordedCall[] {
  return Array.from({ length: 180 }, (_, at) =>
    recordedCall(at, at >= 10 && at < 10 + seconds ? 'server-error' : 'answered'),
  )
}
