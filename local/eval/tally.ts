/** Counts verdicts by row and prints them as a table. */
import Table from 'cli-table3'
import type { Verdict } from './truth.ts'

export type Counts = Record<Verdict, number>
export type Tally = Map<string, Counts>

export function count(tally: Tally, row: string, verdict: Verdict): void {
  const counts = tally.get(row) ?? { right: 0, wrong: 0, missing: 0, invented: 0, 'rightly-empty': 0 }
  tally.set(row, counts)
  counts[verdict]++
}

/** Right, wrong and missing are shares of what the documents state; what was invented stands beside. */
export function tallyTable(what: string, tally: Tally): string {
  const table = new Table({
    head: [what, 'right', 'wrong', 'missing', 'invented', 'of'],
    style: { head: [], border: [], compact: true },
  })
  for (const [row, { right, wrong, missing, invented }] of tally) {
    const of = right + wrong + missing
    const share = (part: number): string => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`
    table.push([row, share(right), share(wrong), share(missing), invented, of])
  }
  return table.toString()
}
