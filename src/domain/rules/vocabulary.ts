/** The words of invoices in the languages that we read, folded once. */
import { fold } from './fold.ts'
import { anyPhrase } from './word-tree.ts'
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

/** Phrases as the vocabulary lists them: by language or in one line, divided by "|". */
export function phrases(list: string | Readonly<Record<string, string>>): string[] {
  const lines = typeof list === 'string' ? [list] : Object.values(list)
  return [...new Set(lines.flatMap((line) => line.split('|').map((phrase) => fold(phrase.trim()))))].filter(
    (phrase) => phrase !== '',
  )
}

/** Points, hyphens and blanks between words. */
export const gap = '[ .-]{1,3}'
export const anyLetters = '\\p{L}*'

/**
 * People write "Rechnungs-Nr.", "Rechnungs Nr" and "Rechnungsnr": a blank is any gap, hyphens and points are a gap or nothing,
 * "*" stands for letters. Each way is its atoms, all of which differ in their first letter, so that the longest way is found.
 */
export function loose(phrase: string): string[][] {
  let ways: string[][] = [[]]
  // "n°", "nº" and "n.º" are folded to "no" and "n.o".
  for (const letter of phrase.replace(/(?<![\p{L}.])no(?![\p{L}.])/gu, 'n.o')) {
    const isGap = letter === ' ' || letter === '-' || letter === '.'
    const atom = isGap ? gap : letter === '*' ? anyLetters : escaped(letter)
    const longer = ways.map((way) => (isGap && way.at(-1) === gap ? way : [...way, atom]))
    ways = letter === '-' || letter === '.' ? [...longer, ...ways] : longer
  }
  return ways
}

/** Any of the phrases as whole words of a folded text; the longest that fits is taken. */
export function wholeWords(list: readonly string[]): string {
  return `(?<![\\p{L}\\p{N}_])(?:${anyPhrase(list.flatMap((phrase) => loose(phrase)))})(?![\\p{L}\\p{N}_])`
}

export { words }
