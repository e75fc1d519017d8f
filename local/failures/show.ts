/** The verdicts as a table that reads the same on a screen and in a file. */
import Table from 'cli-table3'
import type { Verdict } from './verdicts.ts'

export function verdictTable(verdicts: readonly Verdict[]): string {
  const table = new Table({
    head: ['#', '', 'failure', 'tests'],
    style: { head: [], border: [], compact: true },
    colAligns: ['right', 'left', 'left', 'left'],
  })
  for (const { number, verdict, title, files } of verdicts)
    table.push([number, verdict, title, files.join('\n')])
  return table.toString()
}

export function summary(verdicts: readonly Verdict[]): string {
  const count = (verdict: Verdict['verdict']) => verdicts.filter((one) => one.verdict === verdict).length
  const kinds = (['pass', 'fail', 'missing', 'later'] as const).map((kind) => `${count(kind)} ${kind}`)
  return `${verdicts.length} failures: ${kinds.join(', ')}.`
}
