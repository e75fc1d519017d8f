/** The words of invoices in the languages that we read, folded once. */
import { fold } from './fold.ts'
import words from './vocabulary.json' with { type: 'json' }

/** Month names and abbreviations → 1 to 12. */
export const months: ReadonlyMap<string, number> = new Map(
  words.months.flatMap((names, i) => names.map((name) => [fold(name), i + 1] as const)),
)

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Any of the words as a regular expression, longest first; blanks match any run of blanks. */
export function anyOf(list: readonly string[]): string {
  return list
    .map((word) => escaped(fold(word)).replaceAll(' ', ' {1,3}'))
    .toSorted((a, b) => b.length - a.length)
    .join('|')
}

export { words }
