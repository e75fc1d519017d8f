/** Scores what was read of a set: outcomes, fields by kind of document, and each miss with its evidence. */
import type { Evidence, Field } from '../../src/domain/reading.ts'
import type { ReadDocument } from './read-set.ts'
import { scored } from './score.ts'
import { count, type Tally } from './tally.ts'
import { scoredFields, type Got, type ScoredField, type Verdict } from './truth.ts'

export interface Miss {
  readonly file: string
  readonly field: ScoredField | 'outcome'
  readonly verdict: Verdict
  readonly truth: string
  readonly read: string
  readonly evidence: string
}

export interface ScoredSet {
  readonly outcomes: { readonly right: number; readonly of: number }
  /** Values that were read from a page, and those of them whose place on it is known. */
  readonly places: { readonly known: number; readonly of: number }
  readonly fields: Tally
  readonly languages: Tally
  readonly misses: readonly Miss[]
}

export function scoreSet(documents: readonly ReadDocument[]): ScoredSet {
  const fields: Tally = new Map()
  const languages: Tally = new Map()
  const misses: Miss[] = []
  for (const document of documents) {
    misses.push(...outcomeMiss(document))
    if (document.truth.expect !== 'extract') continue
    const verdicts = scored(gotOf(document), document.truth)
    for (const field of scoredFields) {
      count(fields, `${document.truth.kind}: ${field}`, verdicts[field])
      count(languages, document.truth.language ?? 'no language', verdicts[field])
      if (verdicts[field] !== 'right' && verdicts[field] !== 'rightly-empty')
        misses.push(missOf(document, field, verdicts[field]))
    }
  }
  const wrong = misses.filter(({ field }) => field === 'outcome').length
  const outcomes = { right: documents.length - wrong, of: documents.length }
  return { outcomes, places: placesOf(documents), fields, languages, misses }
}

function placesOf(documents: readonly ReadDocument[]): ScoredSet['places'] {
  const onPages = documents
    .flatMap(({ extraction }) => Object.values(extraction.fields) as Field[])
    .flatMap((field) => (field.value === null || field.evidence.page === undefined ? [] : [field.evidence]))
  return { known: onPages.filter(({ box }) => box !== undefined).length, of: onPages.length }
}

export function gotOf({ outcome, extraction }: ReadDocument): Got {
  if (outcome !== 'extracted') return {}
  return Object.fromEntries(scoredFields.map((field) => [field, extraction.fields?.[field].value ?? null]))
}

/** A scan whose text could be read all the same is as good as one that asks for eyes. */
function outcomeMiss({ truth, outcome }: ReadDocument): Miss[] {
  const wanted = truth.expect === 'extract' ? 'extracted' : truth.expect
  if (outcome === wanted || (wanted === 'needs-ocr' && outcome === 'extracted')) return []
  return [
    { file: truth.file, field: 'outcome', verdict: 'wrong', truth: wanted, read: outcome, evidence: '' },
  ]
}

function missOf(document: ReadDocument, field: ScoredField, verdict: Verdict): Miss {
  const { truth, extraction } = document
  const read = extraction.fields?.[field]
  return {
    file: truth.file,
    field,
    verdict,
    truth: String(truth[field] ?? truth.dueDateFromTerms ?? '–'),
    read: String(gotOf(document)[field] ?? '–'),
    evidence: read === undefined ? '' : read.value === null ? read.reason : evidenceText(read.evidence),
  }
}

export const evidenceText = ({ quote, page, term }: Evidence): string =>
  [`"${quote}"`, term && `at "${term}"`, page && `page ${page}`].filter(Boolean).join(', ')
