/** Finds invoice fields in plain text by simple labels, each with its page and the line it stands in: the lab's "model". */
import { findAmounts, numberFormatOf } from '../../../src/domain/rules/amount-text.ts'
import { invoiceWord, labels, nameReader, type Reader } from './labels.ts'

export interface FoundField {
  readonly value: string
  readonly page: number
  /** The line as it stands. */
  readonly quote: string
}

export interface Line {
  readonly text: string
  readonly page: number
}

/** Currencies by sign where no code stands; the dollar is taken for the American one. */
const signs: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', $: 'USD', '¥': 'JPY', zł: 'PLN' }
const codes =
  /\b(EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|JPY|CAD|AUD|NZD|INR|CNY|BRL|MXN|ZAR|SGD|HKD|TRY|KWD|BHD)\b/

/** A page's heading as prompts write it: "[page 2]", "--- Page 2 ---", "<page number="2">". */
const pageHeading = /^\W*page\W[^\d\n]{0,12}(\d+)\W*$/i

/** The lines of the document; what a prompt says before its first page is none of them. */
export function linesOf(text: string): Line[] {
  const all = text.split(/\r?\n/)
  const first = all.findIndex((line) => pageHeading.test(line))
  let page = 1
  return all.slice(Math.max(first, 0)).flatMap((line) => {
    const marker = pageHeading.exec(line)?.[1]
    if (marker !== undefined) page = Number(marker)
    return marker !== undefined || line.trim() === '' ? [] : [{ text: line, page }]
  })
}

/** The field of that name (any case, with or without `_`), or undefined where it is not known or not found. */
export function findField(name: string, lines: readonly Line[]): FoundField | undefined {
  const wanted = name.toLowerCase().replaceAll('_', '')
  if (wanted === 'currency') return currency(lines)
  const field = labels[wanted]
  if (field === undefined) return undefined
  const read = field.read === 'amount' ? amountReader(lines) : field.read
  for (const label of field.labels) {
    const found = lines.flatMap((line, index) => after(label, line, lines[index + 1], read) ?? [])
    // Two values behind the same label: in doubt a model is to answer null.
    if (new Set(found.map(({ value }) => value)).size > 1) return undefined
    if (found[0] !== undefined) return found[0]
  }
  return wanted === 'vendorname' ? letterhead(lines) : undefined
}

function after(label: RegExp, line: Line, next: Line | undefined, read: Reader): FoundField | undefined {
  const match = label.exec(line.text.trimStart())
  if (match === null) return undefined
  const rest = line.text.trimStart().slice(match.index + match[0].length)
  const value = read(rest, line.text)
  if (value !== undefined) return { value, page: line.page, quote: line.text.trim() }
  if (next === undefined || !/^[\s:.#]*$/.test(rest)) return undefined
  const below = read(next.text, next.text)
  return below === undefined ? undefined : { value: below, page: next.page, quote: next.text.trim() }
}

/** The last amount of a line: those before it are rates and bases. */
function amountReader(lines: readonly Line[]): Reader {
  const format = numberFormatOf(lines.map(({ text }) => text))
  return (rest) =>
    findAmounts(rest, format).findLast(({ isMoney, value }) => isMoney && Number(value) !== 0)?.value
}

/** A code beside an amount, since CAD is also what an engineer draws with; else a sign; else a code that stands alone. */
function currency(lines: readonly Line[]): FoundField | undefined {
  const found = (form: RegExp) => {
    for (const { text, page } of lines) {
      const code = form.exec(text)?.[1]
      if (code !== undefined) return { value: code, page, quote: text.trim() }
    }
    return undefined
  }
  const beside = found(new RegExp(`${codes.source}\\s*-?\\d`)) ?? found(new RegExp(`\\d\\s*${codes.source}`))
  if (beside !== undefined) return beside
  for (const { text, page } of lines) {
    const sign = Object.keys(signs).find((one) => text.includes(one))
    if (sign !== undefined) return { value: signs[sign] ?? '', page, quote: text.trim() }
  }
  return found(codes)
}

const isTitle = new RegExp(invoiceWord, 'i')

/** Without a label the vendor is the first name on top of the first page. */
function letterhead(lines: readonly Line[]): FoundField | undefined {
  for (const { text, page } of lines.slice(0, 4)) {
    const value = nameReader(text, text)
      ?.split(/ [-–|•·] /)[0]
      ?.trim()
    if (value !== undefined && !isTitle.test(value)) return { value, page, quote: text.trim() }
  }
  return undefined
}
