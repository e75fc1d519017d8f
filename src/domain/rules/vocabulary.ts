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

/** Phrases as the vocabulary lists them: by language or in one line, divided by "|". */
export function phrases(list: string | Readonly<Record<string, string>>): string[] {
  const lines = typeof list === 'string' ? [list] : Object.values(list)
  return [...new Set(lines.flatMap((line) => line.split('|').map((phrase) => fold(phrase.trim()))))].filter(
    (phrase) => phrase !== '',
  )
}

/** People write "Rechnungs-Nr.", "Rechnungs Nr" and "Rechnungsnr": points and hyphens are loose, "*" stands for letters. */
function loose(phrase: string): string {
  return phrase
    .replace(/(?<![\p{L}.])no(?![\p{L}.])/gu, '№')
    .split('')
    .map((letter) => {
      // "n°", "nº" and "n.º" are folded to "no" and "n.o".
      if (letter === '№') return 'n\\.?o'
      if (letter === ' ') return '[ .-]{1,3}'
      if (letter === '-') return '[ .-]{0,2}'
      if (letter === '.') return '\\.? ?'
      if (letter === '*') return '\\p{L}*'
      return escaped(letter)
    })
    .join('')
}

/** Any of the phrases as whole words of a folded text; the longest that fits is taken. */
export function wholeWords(list: readonly string[]): string {
  const alternatives = list.toSorted((a, b) => b.length - a.length).map((phrase) => loose(phrase))
  return `(?<![\\p{L}\\p{N}_])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}_])`
}

export { words }
