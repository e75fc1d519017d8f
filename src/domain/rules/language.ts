/** The language that most of a document's everyday words belong to. */
import { fold } from './fold.ts'
import { phrases, words } from './vocabulary.ts'

export type Language = keyof typeof words.languages | undefined

const wordsOf = Object.entries(words.languages).map(
  ([language, list]) => [language as keyof typeof words.languages, new Set(phrases(list))] as const,
)

/** Undefined where too few words tell. */
export function languageOf(texts: readonly string[]): Language {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const [word] of fold(text).matchAll(/\p{L}+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const scores = wordsOf
    .map(([language, list]) => ({
      language,
      // A word that comes often says little more than one that comes a few times.
      score: [...list].reduce((sum, word) => sum + Math.min(3, counts.get(word) ?? 0), 0),
    }))
    .toSorted((a, b) => b.score - a.score)
  const [best] = scores
  return best !== undefined && best.score >= 2 ? best.language : undefined
}
