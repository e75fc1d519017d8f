/** Finds the rows of sums: words such as "Total net" with amounts behind them, and what each is the sum of. */
import { findAmounts, type FoundAmount } from './amount-text.ts'
import { below, labelled } from './beside.ts'
import { findDates } from './date-text.ts'
import { fold } from './fold.ts'
import type { Sheet, SheetCell, SheetLine } from './sheet.ts'
import { phrases, wholeWords, words } from './vocabulary.ts'

export type RowKind = 'gross' | 'total' | 'net' | 'tax' | 'due' | 'paid' | 'other'

/** An amount and the cell that it stands in. */
export interface Sum {
  readonly amount: FoundAmount
  readonly cell: SheetCell
}

/** Its own sum is the one that the words mean: the last of the row. */
export interface TotalRow extends Sum {
  readonly kind: RowKind
  readonly label: string
  readonly sums: readonly Sum[]
}

const is = Object.fromEntries(
  Object.entries(words.amounts).map(([kind, list]) => [kind, new RegExp(wholeWords(phrases(list)), 'u')]),
) as Record<keyof typeof words.amounts, RegExp>

/** Sentences mention sums too; rows of sums are short. */
const longestLabel = 70
const mostWords = 9

/** Undefined where the words name no sum. The order matters: "total to pay incl. VAT" is what is due. */
export function rowKind(label: string): RowKind | undefined {
  const folded = fold(label).replace(/\([^)]*%[^)]*\)|\d+(?:[.,]\d+)? ?%/g, ' ')
  if (folded.length > longestLabel || isSentence(folded)) return undefined
  const has = (kind: keyof typeof is): boolean => is[kind].test(folded)
  if (has('due') && !/previous|overdue/.test(folded))
    return has('paid') && !saysDue.test(folded) ? 'paid' : 'due'
  if (has('paid')) return 'paid'
  if (has('other')) return has('total') && has('gross') ? 'gross' : 'other'
  if (has('net') && has('tax'))
    return !has('gross') && isTaxOfNet.test(folded) && !without.test(folded) ? 'tax' : 'net'
  if (has('gross') && has('net') && !inclusive.test(folded)) return 'net'
  if (has('gross')) return has('tax') && !has('total') && !alwaysGross.test(folded) ? 'tax' : 'gross'
  if (has('net')) return 'net'
  if (has('tax')) return 'tax'
  return has('total') ? 'total' : undefined
}

const isSentence = (folded: string): boolean => folded.trim().split(/\s+/).length > mostWords
const saysDue = /^(?:net|solde|a payer|amount|total)/
const isTaxOfNet = /(?:vat|tax|mwst|ust|tva|iva|btw|moms|mva|alv|pdv|dph)\W*$/
const without = /\be[xk]|ohne|without|before|hors|sin |sem |senza|zonder|bez|uden|utan/
/** Words that say that tax is in it, beside words of a net sum such as "Total net TTC". */
const inclusive =
  /brutto|bruto|ttc|t\.t\.c|gross|inc|ink|lordo|compres|verollinen|sis\b|med moms|con iva|com iva|c\/ ?iva|s pdv|sa pdv|z vat|tvac/
const alwaysGross = /brutto|ttc|gross|total/

export function totalRows(sheet: Sheet): TotalRow[] {
  return [...sheet.lines.flatMap((line) => rowsOf(line.cells, sheet)), ...columnTotals(sheet)]
}

/** A line may hold several groups side by side: words, then amounts, then words again. */
function rowsOf(cells: readonly SheetCell[], sheet: Sheet): TotalRow[] {
  const rows: TotalRow[] = []
  let label: SheetCell[] = []
  let amounts: Sum[] = []
  const close = (): void => {
    const row = rowFrom(label, amounts)
    if (row) rows.push(row)
    label = []
    amounts = []
  }
  for (const cell of cells) {
    const here = amountsIn(cell.text, sheet)
    const [first] = here
    const words = first === undefined ? cell.text : cell.text.slice(0, first.index)
    const hasWords = /\p{L}{2}/u.test(words) && !/^\W*(?:[A-Z]{3}|%)\W*$/.test(words)
    if (hasWords && amounts.length > 0) close()
    if (hasWords) label.push(first === undefined ? cell : { ...cell, text: words })
    amounts.push(...here.map((amount) => ({ amount, cell })))
  }
  close()
  return rows
}

function rowFrom(label: readonly SheetCell[], sums: readonly Sum[]): TotalRow | undefined {
  const last = sums.at(-1)
  const nearest = label.at(-1)
  if (last === undefined || nearest === undefined) return undefined
  for (const text of new Set([nearest.text, label.map((cell) => cell.text).join(' ')])) {
    const kind = rowKind(text)
    if (kind === undefined) continue
    const isSure = last.amount.isMoney || kind === 'gross' || kind === 'due' || kind === 'total'
    if (isSure) return { kind, label: text.trim(), sums, ...last }
  }
  return undefined
}

/** Sums that stand below their words: "Amount due" over "120.00", or a row of heads with the invoice number among them. */
function columnTotals(sheet: Sheet): TotalRow[] {
  const heads = new Set(labelled(sheet, 'invoiceNumber', 'dueDate').map(({ cell }) => cell.line))
  const rowsOfSums = new Set(sheet.lines.filter(isRowOfSums).map(({ cells }) => cells[0]?.line))
  return sheet.cells.flatMap((cell) => {
    const kind = rowKind(cell.text)
    const isHead = heads.has(cell.line) && cell.text.length < 30
    if (
      kind === undefined ||
      !(
        kind === 'due' ||
        kind === 'gross' ||
        (kind === 'total' && isHead) ||
        (rowsOfSums.has(cell.line) && isSum(kind))
      )
    )
      return []
    if (amountsIn(cell.text, sheet).length > 0 || hasAmountBehind(sheet, cell)) return []
    const under = below(sheet, cell).slice(0, 2)
    const cells = under.filter((one) => isAmountAlone(sheet, one) && !isOfOtherRow(sheet, one))
    const [value] = cells
    if (value === undefined || (!isHead && cells.length > 1)) return []
    const amounts = amountsIn(value.text, sheet)
    const [amount] = amounts
    const sums = amounts.map((one) => ({ amount: one, cell: value }))
    return amount?.isMoney ? [{ kind, label: cell.text, sums, amount, cell: value }] : []
  })
}

const isSum = (kind: RowKind | undefined): boolean =>
  kind === 'net' || kind === 'tax' || kind === 'total' || kind === 'gross'

/** "Netto   MwSt.   Gesamt": heads over one row of amounts. */
const isRowOfSums = ({ cells }: SheetLine): boolean =>
  new Set(cells.map(({ text }) => rowKind(text)).filter((kind) => isSum(kind))).size > 1

/** Words of a sum stand in its own line. */
const isOfOtherRow = (sheet: Sheet, value: SheetCell): boolean =>
  (sheet.lines[value.line]?.cells ?? []).some(
    (other) => other.at < value.at && rowKind(other.text) !== undefined,
  )

const hasAmountBehind = (sheet: Sheet, cell: SheetCell): boolean =>
  (sheet.lines[cell.line]?.cells ?? []).some(
    (other) => other.at > cell.at && amountsIn(other.text, sheet).length > 0,
  )

function isAmountAlone(sheet: Sheet, { text }: SheetCell): boolean {
  const amounts = amountsIn(text, sheet)
  return amounts.length === 1 && text.length - (amounts[0]?.quote.length ?? 0) < 6
}

/** The year of a date is no amount. */
function amountsIn(text: string, sheet: Sheet): FoundAmount[] {
  const dates = findDates(text)
  return findAmounts(text, sheet.numbers).filter(
    ({ index }) => !dates.some((date) => index >= date.index && index < date.index + date.quote.length),
  )
}
