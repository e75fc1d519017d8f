/** `node local/eval/synthetic/main.ts [times] [seed]`: reads generated invoices by rules and prints what is right, by halves. */
import { readByRules } from '../../../src/domain/rules/read-by-rules.ts'
import { checked } from '../../../src/domain/checks.ts'
import { pageText } from '../../../src/domain/rules/layout.ts'
import { scored } from '../score.ts'
import { scoredFields, type Got, type ScoredField, type Verdict } from '../truth.ts'
import { synthetics, writtenAgainst, type Synthetic } from './generate.ts'

const [times = '2', seed = '1', ...flags] = process.argv.slice(2)
const show = flags.find((flag) => flag.startsWith('--show='))?.slice(7)
const halves = flags.find((flag) => flag.startsWith('--half='))?.slice(7)

function read({ pages }: Synthetic): Got {
  const { fields, documentType } = checked(readByRules(pages, undefined), { today: new Date('2025-08-01') })
  if (documentType === 'not-an-invoice') return {}
  return Object.fromEntries(scoredFields.map((field) => [field, fields[field].value]))
}

const halfOf = ({ locale, layout }: Synthetic): string =>
  [
    writtenAgainst.languages.has(locale.slice(0, 2)) ? 'known language' : 'other language',
    writtenAgainst.layouts.has(layout) ? 'known layout' : 'other layout',
  ].join(', ')

const tables = new Map<string, Map<string, Record<Verdict, number>>>()
function count(table: string, row: string, verdict: Verdict): void {
  const rows = tables.get(table) ?? new Map<string, Record<Verdict, number>>()
  tables.set(table, rows)
  const counts = rows.get(row) ?? { right: 0, wrong: 0, missing: 0, invented: 0, 'rightly-empty': 0 }
  rows.set(row, counts)
  counts[verdict]++
}

for (const one of synthetics(Number(seed), Number(times))) {
  const got = read(one)
  const verdicts = scored(got, one.truth)
  const half = halfOf(one)
  const misses: ScoredField[] = []
  for (const field of scoredFields) {
    const verdict = verdicts[field]
    if (field !== 'vendorTaxId') {
      count('half', half, verdict)
      count('language', one.locale, verdict)
      count('layout', one.layout, verdict)
    }
    count('field', field, verdict)
    count(`field: ${half}`, field, verdict)
    if (verdict !== 'right' && verdict !== 'rightly-empty') misses.push(field)
  }
  const isShown = halves === undefined || half === halves
  for (const field of misses)
    if (isShown && (show === 'all' || show === field))
      console.log(
        one.name,
        field,
        verdicts[field],
        JSON.stringify(got[field] ?? null),
        'expected',
        JSON.stringify(one.truth[field] ?? one.truth.dueDateFromTerms),
      )
  if (flags.includes(`--page=${one.name}`))
    console.log(one.pages.map((page) => pageText(page).text).join('\n------\n'))
}
if (show === undefined && !flags.some((flag) => flag.startsWith('--page')))
  for (const [table, rows] of tables) {
    console.log(`\n${table}`)
    for (const [row, { right, wrong, missing, invented }] of rows) {
      const of = right + wrong + missing
      console.log(
        `${row.padEnd(32)} right ${((100 * right) / of).toFixed(1).padStart(5)} %  wrong ${((100 * wrong) / of).toFixed(1)} %  missing ${((100 * missing) / of).toFixed(1)} %  invented ${invented}  (${of})`,
      )
    }
  }
