/** What to mark on a document's pages: where its values stand, and where those stand that were missed. */
import { around, unpacked } from '../../src/domain/box.ts'
import { isInQuote } from '../../src/domain/evidence.ts'
import { fieldLabels, type FieldName, fieldNames, type PageText } from '../../src/domain/reading.ts'
import type { Mark } from './page-picture.ts'
import type { ReadDocument } from './read-set.ts'
import type { Miss } from './score-set.ts'
import type { Truth } from './truth.ts'

const colours = ['#00798c', '#6a994e', '#3d5a80', '#9b5de5', '#bc6c25', '#2a6f97', '#7b6d00']
const missed = '#d1102a'

/** The number of a field, on the page and in its table. */
export const numberOf = (name: FieldName): number => fieldNames.indexOf(name) + 1

/** The colour of a field, on the page and in its table. */
export const colourOf = (name: FieldName): string =>
  colours[fieldNames.indexOf(name) % colours.length] ?? missed

export function marksOf({ extraction, parsed, truth }: ReadDocument, misses: readonly Miss[]): Mark[] {
  const read = fieldNames.flatMap((name): Mark[] => {
    const field = extraction.fields[name]
    if (field.value === null || field.evidence.box === undefined) return []
    const { page = 1, box } = field.evidence
    const isMissed = misses.some((miss) => miss.field === name)
    return [
      {
        page,
        box,
        number: numberOf(name),
        label: fieldLabels[name],
        colour: isMissed ? missed : colourOf(name),
      },
    ]
  })
  const pages = parsed.kind === 'parsed' ? parsed.pages : []
  const wanted = misses.flatMap(({ field }): Mark[] => {
    const value = field === 'outcome' ? null : trueValue(truth, field)
    const place =
      field === 'outcome' || value === null ? undefined : placeOf(field, value, pages, extraction.fields)
    if (field === 'outcome' || place === undefined) return []
    return [
      {
        ...place,
        number: numberOf(field),
        label: `${fieldLabels[field]}: true`,
        colour: missed,
        isDashed: true,
      },
    ]
  })
  return [...read, ...wanted]
}

const trueValue = (truth: Truth, field: Exclude<Miss['field'], 'outcome'>): string | null => {
  const value = truth[field] ?? (field === 'dueDate' ? truth.dueDateFromTerms : null) ?? null
  return value === null ? null : String(value)
}

const mostWords = 7

/** The first words that hold the value. */
function placeOf(
  name: FieldName,
  value: string,
  pages: readonly PageText[],
  fields: Parameters<typeof isInQuote>[3],
): Pick<Mark, 'page' | 'box'> | undefined {
  for (const { page, text, words: boxes } of pages) {
    const words = text.trim().split(/\s+/)
    for (let length = 1; length <= mostWords; length++)
      for (let from = 0; from + length <= words.length; from++) {
        if (!isInQuote(name, value, words.slice(from, from + length).join(' '), fields)) continue
        const box = boxes && around(unpacked(boxes, from, from + length))
        return box && { page, box }
      }
  }
  return undefined
}
