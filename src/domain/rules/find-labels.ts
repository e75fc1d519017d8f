/** Finds the labels in a piece of text; where several fit, the longest counts ("order date" is no "date"). */
import { fold } from './fold.ts'
import { phraseTree } from './phrase-tree.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

export type LabelKind =
  | keyof typeof words.labels
  | 'title'
  | 'creditTitle'
  | 'otherTitle'
  /** "Amount due" and the like, so that "due" in it is no due date. */
  | 'amount'

export interface Label {
  readonly kind: LabelKind
  readonly start: number
  readonly end: number
}

const titles = phrases(words.titles)
const numberWords = phrases(words.numberWords)
/** "Invoice No.", "Handelsrechnung (380) Nr.", and "numéro de facture". */
const composedNumber = [
  `${wholeWords(titles)}(?: ?\\([^)]{1,12}\\))?[ .:#-]{0,3}(?:${wholeWords(numberWords.filter((word) => word !== '#'))}|#)`,
  `${wholeWords(numberWords.filter((word) => word.length > 1))}[ .:]{1,3}(?:(?:de la|de|da|della|of|du|van|invoice) )?${wholeWords(titles)}`,
]

/** "Fecha de emisión31/12/2023": a date may touch its label. */
const dated: ReadonlySet<LabelKind> = new Set(['invoiceDate', 'dueDate', 'otherDate'])

const tree = phraseTree<LabelKind>([
  ...(Object.entries(words.labels) as [keyof typeof words.labels, Record<string, string>][]).map(
    ([kind, list]) => [kind, phrases(list)] as const,
  ),
  ['amount', ['amount due', 'total due', 'balance due', 'total amount due']],
  ['creditTitle', phrases(words.creditTitles)],
  ['otherTitle', phrases(words.otherTitles)],
  ['title', titles],
])
const composed = new RegExp(composedNumber.join('|'), 'gu')

/** Everyday words that are labels only at the start and before a colon, the value, or nothing. */
const everyday: ReadonlySet<LabelKind> = new Set(['date', 'seller', 'buyer'])

export function findLabels(text: string): Label[] {
  if (!/[\p{L}#]/u.test(text)) return []
  const folded = fold(text)
  const all: Label[] = tree.find(folded, dated)
  if (all.some(({ kind }) => kind === 'title'))
    for (const match of folded.matchAll(composed))
      all.push({ kind: 'invoiceNumber', start: match.index, end: match.index + match[0].length })
  const taken: Label[] = []
  for (const label of all.toSorted(longestFirst)) {
    if (taken.some((other) => label.start < other.end && other.start < label.end)) continue
    if (everyday.has(label.kind) && !standsAlone(folded, label)) continue
    taken.push(label)
  }
  return taken.toSorted((a, b) => a.start - b.start)
}

/** Of two that are as long the first kind counts. */
const kinds = [...Object.keys(words.labels), 'amount', 'creditTitle', 'otherTitle', 'title']
const longestFirst = (a: Label, b: Label): number =>
  b.end - b.start - (a.end - a.start) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind)

function standsAlone(folded: string, { kind, start, end }: Label): boolean {
  if (/[\p{L}\p{N}]/u.test(folded.slice(0, start))) return false
  const rest = folded.slice(end).trimStart()
  if (rest === '' || /^[:.]/.test(rest) || /^\([^)]{1,30}\)$/.test(rest)) return true
  if (kind === 'date') return /^\d/.test(rest)
  return folded.slice(start, end).includes(' ') && /^[\p{L}]/u.test(rest)
}
