/** Reads a trace as Log Analytics exports it, CSV or a JSON object a line; every line is checked before the first is used. */
import { CsvError, parse } from 'csv-parse/sync'
import type { Dependency } from '../../src/domain/dependency.ts'
import type { RecordedCall } from './recorded-call.ts'
import { endOf, rowSchema } from './trace-row.ts'

export interface Trace {
  /** In the order of their time. */
  readonly calls: readonly RecordedCall[]
  /** Calls that say nothing of the service: no right, no time, a bug. */
  readonly leftOut: number
  /** Calls of other dependencies. */
  readonly others: number
  /** They name the line; with any of them nothing is to be concluded. */
  readonly faults: readonly string[]
}

/** An export of Log Analytics has 30,000 rows, by its API 500,000. */
export const mostRows = 500_000
const mostFaults = 10
const longestRow = 10_000

type Line = readonly [number: number, fields: unknown]

export function readTrace(text: string, dependency: Dependency): Trace {
  const faults: string[] = []
  const calls: RecordedCall[] = []
  let leftOut = 0
  let others = 0
  for (const [number, fields] of linesOf(text.replace(/^\uFEFF/, ''), faults)) {
    const parsed = rowSchema.safeParse(fields)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      faults.push(`line ${number}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(' ')}`)
    } else if ((parsed.data.dependency ?? dependency) !== dependency) others++
    else {
      const { timestamp: at, duration: ms, success, result, operation, instance, transaction } = parsed.data
      const end = endOf(success, result, dependency)
      if (end === 'unknown word')
        faults.push(`line ${number}: result ${JSON.stringify(result)} is told by no call`)
      else if (end === undefined) leftOut++
      else calls.push({ at, ms, instance: instance ?? '', operation: operation ?? '', transaction, end })
    }
    if (faults.length >= mostFaults) break
  }
  calls.sort((a, b) => a.at - b.at)
  return { calls, leftOut, others, faults }
}

/** Faults of the form go to `faults`; lines that could be read come all the same. */
function linesOf(text: string, faults: string[]): readonly Line[] {
  const lines = /^\s*[{[]/.test(text) ? jsonLines(text, faults) : csvLines(text, faults)
  if (lines.length <= mostRows) return lines
  faults.push(`line ${lines[mostRows]?.[0]}: more than ${mostRows} rows; export a shorter time`)
  return []
}

function jsonLines(text: string, faults: string[]): readonly Line[] {
  const lines: Line[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      lines.push([index + 1, JSON.parse(line)])
    } catch {
      faults.push(
        `line ${index + 1}: is no JSON object of its own; a JSON array becomes lines with jq -c '.[]'`,
      )
      return []
    }
  }
  return lines
}

function csvLines(text: string, faults: string[]): readonly Line[] {
  try {
    const rows = parse(text, {
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      skip_empty_lines: true,
      max_record_size: longestRow,
      info: true,
    }) as unknown as { record: unknown; info: { lines: number } }[]
    return rows.map(({ record, info }) => [info.lines, record])
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { lines?: number }
    faults.push(`line ${lines ?? 1}: ${error.message}`)
    return []
  }
}
