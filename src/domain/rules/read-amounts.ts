/** Reads the sums of an invoice; a total counts when the sums confirm it or nothing speaks against it. */
import { nothingRead, type Field } from '../reading.ts'
import { found } from './found.ts'
import type { Sheet } from './sheet.ts'
import { totalRows, type RowKind, type TotalRow } from './total-rows.ts'

export interface Amounts {
  readonly totalAmount: Field
  readonly netAmount: Field
  readonly taxAmount: Field
  readonly amountDue: Field
  /** The row that the total stands in. */
  readonly totalRow: TotalRow | undefined
}

/** In thousandths, so that sums are exact enough. */
const milli = (value: string): number => Math.round(Number(value) * 1000)
const fits = (a: number, b: number): boolean => Math.abs(a - b) <= 20

export function readAmounts(sheet: Sheet): Amounts {
  const rows = totalRows(sheet)
  const of = (...kinds: RowKind[]): TotalRow[] => rows.filter(({ kind }) => kinds.includes(kind))
  const triple = confirmed(rows)
  const due = of('due')
  const total = triple?.total ?? unconfirmed(of('gross'), of('total'), due, of('paid', 'other'))
  return {
    totalAmount: fieldOf(total, 'The document shows no total that the rules can tell.'),
    netAmount: fieldOf(triple?.net ?? only(of('net')), 'The document shows no single net sum.'),
    taxAmount: fieldOf(triple?.tax ?? only(of('tax')), 'The document shows no single tax sum.'),
    amountDue: fieldOf(only(due), 'The document states no amount due apart from its total.'),
    totalRow: typeof total === 'object' ? total : undefined,
  }
}

function fieldOf(row: TotalRow | string | undefined, otherwise: string): Field {
  if (row === undefined) return nothingRead(otherwise)
  if (typeof row === 'string') return nothingRead(row)
  return found(row.amount.value, quoteOf(row), [row.cell], row.label)
}

const quoteOf = (row: TotalRow): string =>
  row.cell.text.includes(row.label) ? row.cell.text : row.amount.quote

/** The rows' one value, or nothing. */
function only(rows: readonly TotalRow[]): TotalRow | undefined {
  return new Set(rows.map(({ amount }) => milli(amount.value))).size === 1 ? rows[0] : undefined
}

interface Triple {
  readonly net: TotalRow
  readonly tax: TotalRow | undefined
  readonly total: TotalRow
}

/** Net and tax that make a total, in rows of their own or in one row; nothing where two totals are confirmed. */
function confirmed(rows: readonly TotalRow[]): Triple | undefined {
  const totals = rows.filter(({ kind }) => kind === 'gross' || kind === 'total' || kind === 'due')
  const triples = [
    ...totals.flatMap((row) => inOneRow(row)),
    ...totals.flatMap((total) => overRows(rows, total)),
  ]
  const values = new Set(triples.map(({ total }) => milli(total.amount.value)))
  return values.size === 1 ? (triples.find(({ total }) => total.kind === 'gross') ?? triples[0]) : undefined
}

/** "Total   24.99   5.00   29.99". */
function inOneRow(row: TotalRow): Triple[] {
  const [net, tax, total] = row.sums.slice(-3)
  if (row.sums.length < 3 || !net || !tax || !total || milli(tax.amount.value) === 0) return []
  if (!fits(milli(net.amount.value) + milli(tax.amount.value), milli(total.amount.value))) return []
  return [{ net: { ...row, ...net }, tax: { ...row, ...tax }, total: { ...row, ...total } }]
}

function overRows(rows: readonly TotalRow[], total: TotalRow): Triple[] {
  const nets = rows.filter(({ kind, cell }) => kind === 'net' && cell.line <= total.cell.line + 3)
  const taxes = rows.filter(({ kind }) => kind === 'tax')
  const distinct = [
    ...new Map(taxes.map((row) => [`${row.cell.line}:${milli(row.amount.value)}`, row])).values(),
  ]
  const sum = distinct.reduce((all, { amount }) => all + milli(amount.value), 0)
  return nets.flatMap((net): Triple[] => {
    const rest = milli(total.amount.value) - milli(net.amount.value)
    const tax = distinct.find(({ amount }) => fits(milli(amount.value), rest))
    if (tax) return [{ net, tax, total }]
    return distinct.length > 1 && fits(sum, rest) ? [{ net, tax: undefined, total }] : []
  })
}

/** Without net and tax: what is called the gross sum, else the total, else what is due; or why none of them. */
function unconfirmed(
  gross: readonly TotalRow[],
  totals: readonly TotalRow[],
  due: readonly TotalRow[],
  others: readonly TotalRow[],
): TotalRow | string | undefined {
  const named = only(gross)
  if (named) return named
  const several = gross.length > 0 ? gross : totals
  if (several.length > 0) return only(several) ?? lastAndLargest(several, due)
  const isShifted = others.some(({ kind, amount }) => kind === 'paid' && milli(amount.value) !== 0)
  const isOld = others.some(({ label }) => /previous|balance|saldo|opening/i.test(label))
  if (isShifted || isOld) return 'Only an amount due is stated, and payments or old balances are in it.'
  return only(due) ?? (due.length > 0 ? severalText(due) : undefined)
}

/** Of several totals the one at the foot, where none is larger. */
function lastAndLargest(rows: readonly TotalRow[], due: readonly TotalRow[]): TotalRow | string {
  const last = rows.toSorted((a, b) => a.cell.line - b.cell.line).at(-1)
  const largest = Math.max(...rows.map(({ amount }) => Math.abs(milli(amount.value))))
  if (last && Math.abs(milli(last.amount.value)) === largest) return last
  const isDue = rows.find(({ amount }) => due.some((one) => milli(one.amount.value) === milli(amount.value)))
  return isDue ?? severalText(rows)
}

const severalText = (rows: readonly TotalRow[]): string =>
  `The document names several totals: ${[...new Set(rows.map(({ amount }) => amount.value))].slice(0, 4).join(', ')}.`
