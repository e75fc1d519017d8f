/** Candidates for a field, and the field made of them: one value that they agree on, or empty with the reason. */
import { around } from '../box.ts'
import type { Evidence, Field } from '../reading.ts'
import { nothingRead } from '../reading.ts'
import type { SheetCell } from './sheet.ts'

export interface Found {
  readonly value: string
  readonly evidence: Evidence
}

/** `cells` are those that the quote stands in, on one page; `term` is the label as printed. */
export function found(value: string, quote: string, cells: readonly SheetCell[], term?: string): Found {
  const label = term?.replace(/\s+/g, ' ').trim().slice(0, 60)
  // Of all the cells, as a hint: `placed` makes it the box of the value.
  const box = around(cells.flatMap(({ words = [] }) => words))
  return {
    value,
    evidence: {
      source: 'rules',
      quote: startOf(quote.trim()),
      ...(cells[0] && { page: cells[0].page }),
      ...(box && { box }),
      ...(label && { term: label }),
    },
  }
}

const longestQuote = 200

/** Cut between words. */
const startOf = (quote: string): string =>
  quote.length <= longestQuote ? quote : quote.slice(0, longestQuote).replace(/\s+\S*$/, '')

/** The words that a value was read from, with its label where both stand in one cell. */
export function foundIn(value: string, cell: SheetCell, term?: string): Found {
  return found(value, cell.text, [cell], term)
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
