/** Finds thousands of phrases in a text at once: one walk through a tree of their letters from the start of each word. */
import { anyLetters, gap, loose } from './vocabulary.ts'

interface Node<Kind> {
  readonly letters: Map<string, Node<Kind>>
  gap?: Node<Kind>
  anyLetters?: Node<Kind>
  /** What a phrase that ends here means. */
  readonly kinds: Kind[]
}

export interface Hit<Kind> {
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

export interface PhraseTree<Kind> {
  /** In a folded text, the longest hit of each kind at each word; a word ends before anything but a letter or a digit. */
  find(folded: string, mayTouchDigits: ReadonlySet<Kind>): Hit<Kind>[]
}

export function phraseTree<Kind>(lists: readonly (readonly [Kind, readonly string[]])[]): PhraseTree<Kind> {
  const root = node<Kind>()
  for (const [kind, list] of lists)
    for (const phrase of list) for (const way of loose(phrase)) endOf(root, way).kinds.push(kind)
  return {
    find(folded, mayTouchDigits) {
      const hits: Hit<Kind>[] = []
      for (let start = 0; start < folded.length; start++) {
        if (isWord(folded[start - 1])) continue
        const ends = new Map<Kind, number>()
        walk(root, folded, start, (kinds, end) => {
          const next = folded[end]
          if (isLetter(next)) return
          for (const kind of kinds)
            if (!isWord(next) || mayTouchDigits.has(kind)) ends.set(kind, Math.max(end, ends.get(kind) ?? 0))
        })
        for (const [kind, end] of ends) hits.push({ kind, start, end })
      }
      return hits
    },
  }
}

const node = <Kind>(): Node<Kind> => ({ letters: new Map(), kinds: [] })

function endOf<Kind>(root: Node<Kind>, way: readonly string[]): Node<Kind> {
  let here = root
  for (const atom of way)
    if (atom === gap) here = here.gap ??= node()
    else if (atom === anyLetters) here = here.anyLetters ??= node()
    else {
      const letter = atom.replace('\\', '')
      const next = here.letters.get(letter) ?? node()
      here.letters.set(letter, next)
      here = next
    }
  return here
}

function walk<Kind>(
  from: Node<Kind>,
  text: string,
  at: number,
  onEnd: (kinds: readonly Kind[], end: number) => void,
): void {
  if (from.kinds.length > 0) onEnd(from.kinds, at)
  const next = from.letters.get(text[at] ?? '')
  if (next) walk(next, text, at + 1, onEnd)
  if (from.gap)
    for (let i = at; i < at + 3 && /[ .-]/.test(text[i] ?? ''); i++) walk(from.gap, text, i + 1, onEnd)
  if (from.anyLetters)
    for (let i = at; ; i++) {
      walk(from.anyLetters, text, i, onEnd)
      if (!isLetter(text[i])) break
    }
}

const isLetter = (letter: string | undefined): boolean =>
  letter !== undefined && ((letter >= 'a' && letter <= 'z') || letter === '_' || /\p{L}/u.test(letter))
const isWord = (letter: string | undefined): boolean =>
  isLetter(letter) || (letter !== undefined && /\p{N}/u.test(letter))
