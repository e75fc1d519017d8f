/** What every invoice has, whatever its layout: facts, lines, sums and where to pay. */
import type { Invoice, Party } from '../invoice.ts'
import { lineNet, priceOf, sumsOf } from '../sums.ts'
import {
  addressLines,
  amountText,
  dateText,
  ibanText,
  moneyText,
  quantityText,
  taxLabel,
  wordsOf,
} from '../wording.ts'
import { put, rule, type Doc } from './pdf.ts'

/** Label and value of the facts at the head, in the usual order. */
export function headFacts(invoice: Invoice): [label: string, value: string][] {
  const { language, locale, number, issued, due, order, customer } = invoice
  const words = wordsOf(language)
  const facts: [string, string | undefined][] = [
    [words.number, number],
    [words.issued, dateText(issued, locale)],
    [words.due, due && dateText(due, locale)],
    [words.order, order],
    [words.customer, customer],
    [words.buyerTaxId, invoice.buyer.taxId],
  ]
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]))
}

export const partyLines = ({ name, address }: Party): string[] => [name, ...addressLines(address)]

/** "USt-IdNr.: DE999010004", or nothing where there is no number. */
export function taxIdLine({ language, seller }: Invoice): string[] {
  return seller.taxId === undefined ? [] : [`${wordsOf(language).taxId}: ${seller.taxId}`]
}

export function bankLines({ seller }: Invoice): string[] {
  return [
    seller.bank,
    ...(seller.iban === undefined ? [] : [`IBAN: ${ibanText(seller.iban)}`]),
    ...(seller.bic === undefined ? [] : [`BIC: ${seller.bic}`]),
    ...(seller.account === undefined ? [] : [seller.account]),
  ]
}

export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly font?: string
  readonly boldFont?: string
}

const rowHeight = 21

/** The lines under their heads; gives the y below the table. */
export function drawLines(doc: Doc, invoice: Invoice, frame: Frame, head: 'filled' | 'ruled'): number {
  const { left, right, top, font = 'Helvetica', boldFont = 'Helvetica-Bold' } = frame
  const { colour } = invoice.seller
  const words = wordsOf(invoice.language)
  const quantityEnd = right - 165
  const priceEnd = right - 78
  const row = (y: number, cells: readonly [string, string, string, string], style: object): void => {
    put(doc, cells[0], left + 8, y, style)
    put(doc, cells[1], quantityEnd, y, { ...style, align: 'right' })
    put(doc, cells[2], priceEnd, y, { ...style, align: 'right' })
    put(doc, cells[3], right - 8, y, { ...style, align: 'right' })
  }
  if (head === 'filled') doc.rect(left, top, right - left, rowHeight).fill(colour)
  else rule(doc, left, right, top + rowHeight, colour, 1.2)
  row(top + 6, [words.item, words.quantity, words.price, words.amount], {
    font: boldFont,
    size: 9,
    colour: head === 'filled' ? '#ffffff' : colour,
  })
  let y = top + rowHeight
  for (const line of invoice.lines) {
    const quantity = quantityText(line, invoice.locale)
    const price = amountText(priceOf(line, invoice.currency), invoice.locale)
    const net = amountText(lineNet(line, invoice.currency), invoice.locale)
    row(y + 6, [line.text, quantity, price, net], { font })
    y += rowHeight
    rule(doc, left, right, y)
  }
  return y
}

/** Net, tax and total, right below each other; gives the y below. */
export function drawSums(doc: Doc, invoice: Invoice, frame: Frame): number {
  const { left, right, top, font = 'Helvetica', boldFont = 'Helvetica-Bold' } = frame
  const { locale, currency, taxRate, seller } = invoice
  const words = wordsOf(invoice.language)
  const { net, tax, total } = sumsOf(invoice)
  const row = (y: number, label: string, value: string, style: object = { font }): void => {
    put(doc, label, left, y, style)
    put(doc, value, right - 8, y, { ...style, align: 'right' })
  }
  let y = top + 10
  if (taxRate > 0) {
    row(y, words.net, moneyText(net, locale))
    row(y + 16, taxLabel(invoice), moneyText(tax, locale))
    y += 34
  }
  rule(doc, left, right, y - 2, seller.colour, 1.2)
  row(y + 5, `${words.total} ${currency}`, moneyText(total, locale), {
    font: boldFont,
    size: 11.5,
    colour: seller.colour,
  })
  y += 26
  return invoice.taxNote === undefined
    ? y
    : put(doc, invoice.taxNote, left, y, { font, size: 8, width: right - left })
}
