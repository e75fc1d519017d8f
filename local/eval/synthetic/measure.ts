/** Reads invented invoices by rules alone and tallies what is right, by language, layout and field. */
import { checked } from '../../../src/domain/checks.ts'
import { readByRules } from '../../../src/domain/rules/read-by-rules.ts'
import { scored } from '../score.ts'
import { count, type Tally } from '../tally.ts'
import { scoredFields, type Got } from '../truth.ts'
import type { Synthetic } from './generate.ts'

export interface Measured {
  readonly tallies: Readonly<Record<'language' | 'layout' | 'field', Tally>>
  readonly misses: readonly string[]
}

/** Later than any invented date, so that no check finds one in the future. */
const today = new Date('2026-01-01T00:00:00Z')

export function measure(invoices: readonly Synthetic[]): Measured {
  const tallies = { language: new Map(), layout: new Map(), field: new Map() } satisfies Measured['tallies']
  const misses: string[] = []
  for (const invoice of invoices) {
    const got = read(invoice)
    const verdicts = scored(got, invoice.truth)
    for (const field of scoredFields) {
      const verdict = verdicts[field]
      count(tallies.field, field, verdict)
      count(tallies.language, invoice.locale, verdict)
      count(tallies.layout, invoice.layout, verdict)
      if (verdict === 'right' || verdict === 'rightly-empty') continue
      const wanted = invoice.truth[field] ?? invoice.truth.dueDateFromTerms
      misses.push(
        `${invoice.name} ${field} ${verdict}: ${got[field] ?? 'nothing'}, true is ${wanted ?? 'nothing'}`,
      )
    }
  }
  return { tallies, misses }
}

function read({ pages }: Synthetic): Got {
  const { fields, documentType } = checked(readByRules(pages, undefined), { today })
  if (documentType === 'not-an-invoice') return {}
  return Object.fromEntries(scoredFields.map((field) => [field, fields[field].value]))
}
