/** Finds amounts in text; what separates decimals from thousands is decided once for a whole document. */
import { isDecimal, type Decimal } from '../money.ts'
import { markAfter, markBefore, type CurrencyMark } from './currency-text.ts'

export type DecimalMark = '.' | ','

export interface NumberFormat {
  /** Undefined where the document does not show it. */
  readonly decimal: DecimalMark | undefined
  /** Blanks may group thousands: nothing else does in this document. */
  readonly blankGroups: boolean
}

export interface FoundAmount {
  readonly index: number
  /** With sign and currency, as it stands. */
  readonly quote: string
  readonly value: Decimal
  readonly mark: CurrencyMark | undefined
  /** It is written as money is: with cents, grouped, or with a currency. */
  readonly isMoney: boolean
}

/** Digits with single separators between them. */
const numeral = /\d+(?:[.,'’]\d+)*/g

export function numberFormatOf(texts: readonly string[]): NumberFormat {
  const votes = { '.': 0, ',': 0 }
  let otherGroups = 0
  for (const text of texts)
    for (const [number] of text.matchAll(numeral)) {
      const decimal =
        /^\d{1,3}(?:([.,'’])\d{3})*([.,])\d{2}$/.exec(number) ?? /^(?:\d+)()([.,])\d{2}$/.exec(number)
      const mark = decimal?.[2] as DecimalMark | undefined
      if (mark === undefined || decimal?.[1] === mark) continue
      votes[mark]++
      if (decimal?.[1]) otherGroups++
    }
  const decimal = votes['.'] === votes[','] ? undefined : votes['.'] > votes[','] ? '.' : ','
  return { decimal, blankGroups: otherGroups === 0 }
}

export function findAmounts(text: string, format: NumberFormat): FoundAmount[] {
  return grouped(text, format).flatMap(({ index, raw }) => {
    const amount = readAmount(text, index, raw, format)
    return amount === undefined ? [] : [amount]
  })
}

/** Numerals, those joined whose blanks group thousands: "27 333,06". */
function grouped(text: string, { blankGroups }: NumberFormat): { index: number; raw: string }[] {
  const found: { index: number; raw: string }[] = []
  for (const match of text.matchAll(numeral)) {
    const last = found.at(-1)
    const joins =
      blankGroups &&
      last !== undefined &&
      last.index + last.raw.length + 1 === match.index &&
      text[match.index - 1] === ' ' &&
      /^[1-9]\d{0,2}(?: \d{3})*$/.test(last.raw) &&
      /^\d{3}(?:[.,]\d{1,2})?$/.test(match[0])
    if (joins) found[found.length - 1] = { index: last.index, raw: `${last.raw} ${match[0]}` }
    else found.push({ index: match.index, raw: match[0] })
  }
  return found
}

function readAmount(text: string, index: number, raw: string, format: NumberFormat): FoundAmount | undefined {
  const value = decimalOf(raw, format)
  const end = index + raw.length
  const before = text.slice(Math.max(0, index - 3), index)
  const rest = text.slice(end, end + 4)
  if (value === undefined || /^ ?%/.test(rest) || (/[\p{L}\d_#/]$/u.test(before) && !markBefore(text, index)))
    return undefined
  const wholeSign = /^[.,]?[-–—]{1,2}(?![\w])/.exec(rest)?.[0] ?? ''
  const after = markAfter(text, end + wholeSign.length)
  if (/^(?:[\p{L}\d_/°]|:\d)/u.test(rest) && after === undefined) return undefined
  // "inkl. MwSt.4.877,86": cents tell that a sum touches its words.
  const touches = /\p{L}{2}\.$/u.test(before) && /\d[.,]\d{2}$/.test(raw)
  if ((/[\p{L}\d][-–.]$/u.test(before) && !touches) || /^[-–]\d/.test(rest)) return undefined
  const signed = /[-–−] ?$/.exec(before)?.[0] ?? ''
  const mark = after ?? markBefore(text, index - signed.length)
  const start = after === undefined && mark !== undefined ? text.lastIndexOf(mark.quote, index) : index
  const outer = start < index ? (/[-–−] ?$/.exec(text.slice(Math.max(0, start - 2), start))?.[0] ?? '') : ''
  const isBracketed = before.endsWith('(') && /^ ?\)/.test(rest)
  const isNegative = signed !== '' || outer !== '' || isBracketed || /^[-–]/.test(wholeSign)
  const from = start < index ? start - outer.length : index - signed.length
  const to =
    after === undefined ? end + wholeSign.length : text.indexOf(after.quote, end) + after.quote.length
  return {
    index: from,
    quote: text.slice(from, to).trim(),
    value: isNegative && /[1-9]/.test(value) ? `-${value}` : value,
    mark,
    isMoney:
      /[.,]\d{2}$/.test(raw) || mark !== undefined || wholeSign !== '' || /\d[.,'’ ]\d{3}(?!\d)/.test(raw),
  }
}

/** Plain digits with a point, or undefined where the separators do not tell. */
export function decimalOf(raw: string, format: NumberFormat): Decimal | undefined {
  const marks = raw.match(/[.,'’ ]/g) ?? []
  const last = marks.at(-1)
  const groups = raw.split(/[.,'’ ]/)
  const tail = groups.at(-1) ?? ''
  const others = marks.slice(0, -1)
  const isGrouped = (parts: readonly string[]): boolean =>
    /^\d{1,3}$/.test(parts[0] ?? '') && parts.slice(1).every((part) => part.length === 3)
  let value: string | undefined
  if (last === undefined) value = raw
  else if (others.length > 0 && others.every((mark) => mark === last))
    value = isGrouped(groups) ? groups.join('') : undefined
  else if (last === ' ' || last === "'" || last === '’')
    value = isGrouped(groups) ? groups.join('') : undefined
  else if (others.length > 0)
    value =
      new Set(others).size === 1 && isGrouped(groups.slice(0, -1))
        ? `${groups.slice(0, -1).join('')}.${tail}`
        : undefined
  else if (tail.length !== 3 || groups[0] === '0') value = `${groups[0] ?? ''}.${tail}`
  // "1.234" is a thousand and more, unless the point divides decimals here: then it could be either.
  else value = last === format.decimal || !isGrouped(groups) ? undefined : groups.join('')
  const plain = value?.replace(/^0+(?=\d)/, '')
  return plain !== undefined && isDecimal(plain) ? plain : undefined
}
