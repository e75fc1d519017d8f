/** A narrow receipt in typewriter letters, with next to nothing on it. */
import type { Invoice } from '../invoice.ts'
import { lineNet, sumsOf } from '../sums.ts'
import { addressLines, dateText, moneyText, quantityText, taxLabel, titleOf, wordsOf } from '../wording.ts'
import { bankLines, partyLines, taxIdLine } from './parts.ts'
import { drawPdf, put, putLines, rule, type Doc, type PdfExtras } from './pdf.ts'

const width = 306
const left = 24
const right = width - 24
const font = 'Courier'
const bold = 'Courier-Bold'

export function receipt(invoice: Invoice, extras: PdfExtras = {}): Promise<Uint8Array> {
  const size = [width, 380 + invoice.lines.length * 28] as const
  const title = `${titleOf(invoice)} ${invoice.number}`
  const facts = { ...extras, title, author: invoice.seller.name, date: invoice.issued, size }
  return drawPdf(facts, (doc) => draw(doc, invoice))
}

function draw(doc: Doc, invoice: Invoice): void {
  const { seller, buyer, language, locale, currency } = invoice
  const words = wordsOf(language)
  const text = { font, size: 8.5 }
  let y = put(doc, seller.name, left, 28, { font: bold, size: 13 })
  y = putLines(doc, [...addressLines(seller.address), ...taxIdLine(invoice), seller.mail], left, y, text)
  const pair = (label: string, value: string, style: object = text): void => {
    put(doc, label, left, y, style)
    y = put(doc, value, right, y, { ...style, align: 'right' }) + 3
  }
  const divide = (): void => {
    rule(doc, left, right, y + 4, '#1f2430', 0.8)
    y += 13
  }
  divide()
  pair(words.number, invoice.number)
  pair(words.issued, dateText(invoice.issued, locale))
  if (invoice.due !== undefined) pair(words.due, dateText(invoice.due, locale))
  y = putLines(doc, [`${words.billTo}:`, ...partyLines(buyer)], left, y + 4, text)
  divide()
  for (const line of invoice.lines) {
    y = put(doc, line.text, left, y, text)
    pair(`  ${quantityText(line, locale)}`, moneyText(lineNet(line, currency), locale))
  }
  divide()
  const { net, tax, total } = sumsOf(invoice)
  pair(words.net, moneyText(net, locale))
  if (invoice.taxRate > 0) pair(taxLabel(invoice), moneyText(tax, locale))
  pair(`${words.total} ${currency}`, moneyText(total, locale), { font: bold, size: 11 })
  divide()
  y = putLines(doc, bankLines(invoice), left, y, text)
  if (invoice.note !== undefined) put(doc, invoice.note, left, y + 6, { ...text, width: right - left })
}
