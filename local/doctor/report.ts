/** The findings for people: a table of what came back, then what to do, at the width of the terminal. */
import { plainTable } from '../plain-table.ts'
import type { Row } from './examine.ts'

const [narrowest, widest] = [60, 140]
const states = { ok: 'ok', failed: 'FAILED', skipped: 'skipped' } as const
const nameWidth = 15
const stateWidth = 9

export function reportOf(rows: readonly Row[], columns: number): string {
  const width = Math.min(Math.max(columns, narrowest), widest)
  const found = plainTable(
    [
      { head: 'check', width: nameWidth },
      { head: 'result', width: stateWidth },
      { head: 'what came back', width: width - nameWidth - stateWidth - 2 },
    ],
    rows.map(({ name, state, said }) => [name, states[state], plain(said)]),
  )
  return [found, ...todo(rows, width), summary(rows)].join('\n\n')
}

function todo(rows: readonly Row[], width: number): string[] {
  const section = (head: string, state: Row['state']): string[] => {
    const told = rows.flatMap((row) =>
      row.state === state && row.state !== 'ok' && row.advice !== undefined ? [[row.name, row.advice]] : [],
    )
    if (told.length === 0) return []
    // Several faults of one kind want one and the same thing.
    const once = told.filter(([, advice], at) => told.findIndex((other) => other[1] === advice) === at)
    const columns = [
      { head, width: nameWidth },
      { head: ' ', width: width - nameWidth - 1 },
    ]
    return [plainTable(columns, once)]
  }
  return [...section('what to do', 'failed'), ...section('to know', 'skipped')]
}

function summary(rows: readonly Row[]): string {
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length
  return `${count('ok')} ok, ${count('failed')} failed, ${count('skipped')} skipped.`
}

/** A folder's name or an answer's code may hold what moves a cursor or turns a line around. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·')

/** 0 where nothing failed. */
export const exitCodeFor = (rows: readonly Row[]): 0 | 1 =>
  rows.some(({ state }) => state === 'failed') ? 1 : 0
