/** Finds where on its page each value stands: the words of its quote that hold it, and the box around them. */
import { around, type Box, gapBetween, unpacked } from './box.ts'
import { collapsed, isInQuote, wholeIn } from './evidence.ts'
import type { Evidence, FieldName, Field, Fields, PageText, Reading } from './reading.ts'

/** A page's words, with and without case and accents: as many of the one as of the other. */
interface Sheet {
  readonly page: number
  readonly folded: string
  readonly words: readonly string[]
  readonly boxes: Uint16Array
}

/** Words of a sheet by their places in it; `to` is past the last. */
interface Run {
  readonly from: number
  readonly to: number
}

/**
 * The reading with a box for every value whose quote stands on a page. Where it stands several times the place counts at
 * which rules read the value: of their own reading the box of the whole cell tells it, for a model's the `second` reading
 * where it has the same value. Else it is the first on the page, which need not be the one that the model meant.
 */
export function placed(reading: Reading, pages: readonly PageText[], second?: Reading): Reading {
  const read = Object.entries(reading.fields) as [FieldName, Field][]
  const named = new Set(read.map(([, field]) => (field.value === null ? 0 : field.evidence.page)))
  const sheets = pages.flatMap((one) => (named.has(one.page) || named.has(undefined) ? sheetOf(one) : []))
  const fields = read.map(([name, field]) => {
    if (field.value === null) return [name, field]
    const evidence = located(name, field, reading.fields, sheets, hintOf(field, second?.fields[name]))
    return [name, { ...field, evidence }]
  })
  return { ...reading, fields: Object.fromEntries(fields) as Fields }
}

function sheetOf({ page, text, words }: PageText): Sheet[] {
  return words === undefined
    ? []
    : [{ page, folded: collapsed(text), words: text.trim().split(/\s+/), boxes: words }]
}

type ReadField = Extract<Field, { evidence: Evidence }>

/** Evidence of the same value whose place is known. */
function hintOf(field: ReadField, other: Field | undefined): Evidence | undefined {
  const theirs = other?.value === field.value && other.value !== null ? other.evidence : undefined
  return [field.evidence, theirs].find((one) => one?.box !== undefined)
}

function located(
  name: FieldName,
  { value, evidence }: ReadField,
  fields: Fields,
  sheets: readonly Sheet[],
  hint: Evidence | undefined,
): Evidence {
  for (const sheet of sheets) {
    if (evidence.page !== undefined && evidence.page !== sheet.page) continue
    const run = nearest(
      sheet,
      runsOf(evidence.quote, sheet),
      hint?.page === sheet.page ? hint.box : undefined,
    )
    if (run === undefined) continue
    const holding = ({ from, to }: Run): boolean =>
      isInQuote(name, value, sheet.words.slice(from, to).join(' '), fields)
    const box = boxOf(sheet, narrowed(run, holding, name.endsWith('Amount') || name === 'amountDue'))
    if (box !== undefined) return { ...evidence, page: sheet.page, box }
  }
  return evidence
}

/** Everywhere the quote stands; a blank more before it is a word more. */
function* runsOf(quote: string, { folded }: Sheet): Generator<Run, void> {
  const wanted = collapsed(quote)
  const length = wanted.split(' ').length
  let [from, seen] = [0, 0]
  for (const at of wholeIn(wanted, folded)) {
    for (; seen < at; seen++) if (folded[seen] === ' ') from++
    yield { from, to: from + length }
  }
}

const boxOf = ({ boxes }: Sheet, { from, to }: Run): Box | undefined => around(unpacked(boxes, from, to))

/** The first of those that are as near; without a hint the first of all. */
function nearest(sheet: Sheet, runs: Iterable<Run>, hint: Box | undefined): Run | undefined {
  let best: { run: Run; gap: number } | undefined
  for (const run of runs) {
    const gap = hint === undefined ? 0 : gapBetween(boxOf(sheet, run) ?? hint, hint)
    if (best === undefined || gap < best.gap) best = { run, gap }
    if (best.gap === 0) break
  }
  return best?.run
}

/** Words of a quote up to which it is narrowed down: each try reads all of them anew, and a stranger wrote them. */
const mostWords = 40

/** Without the words that the value does not need; all of them where it is not in them at all. An amount is the last of its row. */
function narrowed(run: Run, holds: (run: Run) => boolean, isLast: boolean): Run {
  if (run.to - run.from > mostWords || !holds(run)) return run
  const withoutFirst = ({ from, to }: Run): Run => ({ from: from + 1, to })
  const withoutLast = ({ from, to }: Run): Run => ({ from, to: to - 1 })
  let rest = run
  for (const shorter of isLast ? [withoutFirst, withoutLast] : [withoutLast, withoutFirst])
    while (rest.to - rest.from > 1 && holds(shorter(rest))) rest = shorter(rest)
  return rest
}
