/** Candidates for a field, and the field made of them: one value that they agree on, or empty with the reason. */
import type { Evidence, Field } from '../reading.ts'
import { nothingRead } from '../reading.ts'
import type { SheetCell } from './sheet.ts'

export interface Found {
  readonly value: string
  readonly evidence: Evidence
}

/** `term` is the label as printed. */
export function found(value: string, quote: string, page: number, term?: string): Found {
  const label = term?.replace(/\s+/g, ' ').trim().slice(0, 60)
  return {
    value,
    evidence: { source: 'rules', quote: quote.trim().slice(0, 200), page, ...(label && { term: label }) },
  }
}

/** The words that a value was read from, with its label where both stand in one cell. */
export function foundIn(value: string, cell: SheetCell, term?: string): Found {
  return found(value, cell.text, cell.page, term)
}

/** The first rung that has candidates decides; where they differ, none is taken. */
export function agreed(rungs: readonly (readonly Found[])[], what: string): Field {
  for (const rung of rungs) {
    const values = [...new Set(rung.map(({ value }) => value))]
    const [first] = rung
    if (first === undefined) continue
    if (values.length === 1) return first
    return nothingRead(`The document names several: ${values.slice(0, 4).join(', ')}.`)
  }
  return nothingRead(`The document shows no ${what} that the rules can tell.`)
}
