/** Currency marks in text: codes, symbols and words; some marks are shared by several currencies. */
import { isCurrency } from '../money.ts'
import { fold } from './fold.ts'
import { words } from './vocabulary.ts'

/** The currencies that a mark may mean; one where it is certain. */
export interface CurrencyMark {
  readonly quote: string
  readonly means: readonly string[]
}

const { symbols, words: currencyWords, shared } = words.currencies
const marks = new Map<string, readonly string[]>([
  ...Object.entries(symbols).map(([mark, code]) => [fold(mark), [code]] as const),
  ...Object.entries(currencyWords).map(([word, code]) => [fold(word), [code]] as const),
  ...Object.entries(shared).map(([mark, codes]) => [fold(mark), codes] as const),
])
const longestFirst = [...marks.keys()].toSorted((a, b) => b.length - a.length)

/** Codes that are words as well. */
const wordLike = new Set(['ALL', 'TOP', 'MOP', 'CUP', 'LAK', 'PEN', 'BAM', 'GEL', 'MAD', 'TRY', 'XXX'])

const isLetter = (letter: string | undefined): boolean => letter !== undefined && /\p{L}/u.test(letter)

/** The mark that begins at the position, blanks aside. */
export function markAfter(text: string, index: number): CurrencyMark | undefined {
  const blanks = /^[ (]{0,2}/.exec(text.slice(index, index + 2))?.[0].length ?? 0
  const rest = text.slice(index + blanks, index + blanks + 20)
  const code = /^[A-Z]{3}(?![A-Za-z])/.exec(rest)?.[0]
  if (code !== undefined && isCurrency(code)) return { quote: code, means: [code] }
  const folded = fold(rest)
  const mark = longestFirst.find(
    (one) => folded.startsWith(one) && !(isLetter(one.at(-1)) && isLetter(rest[one.length])),
  )
  return mark === undefined ? undefined : { quote: rest.slice(0, mark.length), means: marks.get(mark) ?? [] }
}

/** The mark that ends at the position, blanks aside. */
export function markBefore(text: string, index: number): CurrencyMark | undefined {
  const rest = text.slice(Math.max(0, index - 22), index).replace(/[ :(]{1,3}$/, '')
  const code = /(?<![A-Za-z])[A-Z]{3}$/.exec(rest)?.[0]
  if (code !== undefined && isCurrency(code) && !wordLike.has(code)) return { quote: code, means: [code] }
  const folded = fold(rest)
  const mark = longestFirst.find(
    (one) => folded.endsWith(one) && !(isLetter(one[0]) && isLetter(rest[rest.length - one.length - 1])),
  )
  return mark === undefined
    ? undefined
    : { quote: rest.slice(rest.length - mark.length), means: marks.get(mark) ?? [] }
}
