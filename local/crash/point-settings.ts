/** How the harness tells a host where to die, and the host what it met on the way. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Point } from './points.ts'

export interface PointSettings {
  /** File to which points are appended as they are met. */
  readonly record: string
  /** undefined: this process is not killed from within. */
  readonly point: Point | undefined
  /** At which of its calls, from 1. */
  readonly nth: number
}

const names = { record: 'CRASH_RECORD', point: 'CRASH_POINT', nth: 'CRASH_NTH' } as const

export const pointEnv = ({ record, point, nth }: PointSettings): Record<string, string> => ({
  [names.record]: record,
  [names.point]: point ?? '',
  [names.nth]: String(nth),
})

export function pointSettings(env: Readonly<Record<string, string | undefined>>): PointSettings {
  const record = env[names.record]
  if (!record) throw new Error(`${names.record} is missing: npm run crash sets it`)
  return { record, point: (env[names.point] || undefined) as Point | undefined, nth: Number(env[names.nth]) }
}

export const recordFile = (dir: string, round: number): string => join(dir, `points-${round}.txt`)

export interface Met {
  readonly met: readonly Point[]
  readonly killed: Point | undefined
}

/** A process that died before it met any wrote no file. */
export function readRecord(file: string): Met {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const after = (word: string): Point[] =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1) as Point] : []))
  return { met: after('met'), killed: after('killed')[0] }
}
