/** Two columns: the seller and where to pay in a tinted column, the invoice beside it. */
import type { Invoice } from '../invoice.ts'
import { addressLines, titleOf, wordsOf } from '../wording.ts'
import { bankLines, drawLines, drawSums, headFacts, partyLines, taxIdLine } from './parts.ts'
import { a4, drawPdf, put, putLines, type Doc, type PdfExtras } from './pdf.ts'

export function sidebar(invoice: Invoice, extras: PdfExtras = {}): Promise<Uint8Array> {
  const title = `${titleOf(invoice)} ${invoice.number}`
  const facts = { ...extras, title, author: invoice.seller.name, date: invoice.issued, size: a4 }
  return drawPdf(facts, (doc) => draw(doc, invoice))
}

const left = 218
const right = 560

function draw(doc: Doc, invoice: Invoice): void {
  const { seller, buyer, note } = invoice
  const words = wordsOf(invoice.language)
  doc.rect(0, 0, 192, 842).fill('#f2f4f7')
  doc.rect(0, 0, 6, 842).fill(seller.colour)
  const small = { size: 8, colour: '#3c4352' }
  // The name stays on one line, so it is set as large as the column allows.
  doc.font('Helvetica-Bold').fontSize(13)
  const size = Math.min(13, (13 * 156) / doc.widthOfString(seller.name))
  let y = put(doc, seller.name, 24, 54, { size, font: 'Helvetica-Bold', colour: seller.colour })
  const block = (head: string | undefined, lines: readonly string[]): void => {
    y += 16
    if (head !== undefined) y = put(doc, head, 24, y, { ...small, font: 'Helvetica-Bold' })
    for (const line of lines) y = put(doc, line, 24, y, { ...small, width: 160 })
  }
  block(undefined, [...addressLines(seller.address), ...taxIdLine(invoice), ...seller.register])
  block(words.contact, [seller.phone, seller.mail])
  block(words.bank, bankLines(invoice))

  put(doc, titleOf(invoice), left, 50, { size: 24, font: 'Helvetica-Bold' })
  let top = 98
  for (const [label, value] of headFacts(invoice)) {
    put(doc, label, left, top, { colour: '#5b6373' })
    put(doc, value, left + 130, top)
    top += 15
  }
  put(doc, words.billTo, left, top + 16, { font: 'Helvetica-Bold', colour: seller.colour })
  top = putLines(doc, partyLines(buyer), left, top + 31)

  const below = drawLines(doc, invoice, { left, right, top: top + 24 }, 'ruled')
  const end = drawSums(doc, invoice, { left: 352, right, top: below })
  if (note !== undefined) put(doc, note, left, end + 24, { width: right - left })
}
