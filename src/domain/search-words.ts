/** The words that an invoice is found by: its vendor and its number, as people type them. */
import { normaliseName, normaliseNumber } from './business-key.ts'
import { type Findings, findingsIn, type Status } from './entry.ts'

export const searchKinds = ['vendor', 'number'] as const
export type SearchKind = (typeof searchKinds)[number]

export interface SearchWord {
  readonly by: SearchKind
  readonly word: string
}

/** Longer ones are found by their beginning. */
const longest = 80

const forms: Readonly<Record<SearchKind, (text: string) => string>> = {
  vendor: normaliseName,
  number: normaliseNumber,
}

/** undefined where nothing of the text can be searched for. Letters beyond the basic plane would not sort as text. */
export function searchWord(by: SearchKind, text: string): string | undefined {
  const word = forms[by](text)
    .replace(/[\u{10000}-\u{10FFFF}]|\p{Cs}/gu, '')
    .slice(0, longest)
    .trim()
  return word === '' ? undefined : word
}

export function searchWordsOf(findings: Findings | undefined): readonly SearchWord[] {
  const texts = { vendor: findings?.vendorName, number: findings?.invoiceNumber }
  return searchKinds.flatMap((by) => {
    const text = texts[by]
    const word = text === undefined ? undefined : searchWord(by, text)
    return word === undefined ? [] : [{ by, word }]
  })
}

/** What it will be found by after the change and was not before. */
export function newSearchWords(before: Status, after: Status): readonly SearchWord[] {
  const known = searchWordsOf(findingsIn(before))
  return searchWordsOf(findingsIn(after)).filter(
    ({ by, word }) => !known.some((one) => one.by === by && one.word === word),
  )
}
