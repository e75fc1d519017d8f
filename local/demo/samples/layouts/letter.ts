/** A business letter in serifs, address window and all, as DIN 5008 has it. */
import type { Invoice } from '../invoice.ts'
import { addressLines, titleOf, wordsOf } from '../wording.ts'
import { bankLines, drawLines, drawSums, headFacts, partyLines, taxIdLine } from './parts.ts'
import { a4, drawPdf, put, putLines, rule, type Doc, type PdfExtras } from './pdf.ts'

export function letter(invoice: Invoice, extras: PdfExtras = {}): Promise<Uint8Array> {
  const title = `${titleOf(invoice)} ${invoice.number}`
  const facts = { ...extras, title, author: invoice.seller.name, date: invoice.issued, size: a4 }
  return drawPdf(facts, (doc) => draw(doc, invoice))
}

const left = 71
const right = 538
const font = 'Times-Roman'
const boldFont = 'Times-Bold'

function draw(doc: Doc, invoice: Invoice): void {
  const { seller, buyer, note } = invoice
  const words = wordsOf(invoice.language)
  put(doc, seller.name, right, 44, { size: 17, font: boldFont, colour: seller.colour, align: 'right' })
  const head = [...addressLines(seller.address), seller.phone, seller.mail]
  head.forEach((line, i) => put(doc, line, right, 68 + i * 12, { size: 8.5, font, align: 'right' }))

  const sender = [seller.name, ...addressLines(seller.address)].join(' · ')
  put(doc, sender, left, 132, { size: 7, font, colour: '#5b6373' })
  rule(doc, left, left + 235, 143)
  putLines(doc, partyLines(buyer), left, 152, { size: 11, font })

  let y = 152
  for (const [label, value] of headFacts(invoice)) {
    put(doc, `${label}:`, 340, y, { font })
    put(doc, value, right, y, { font, align: 'right' })
    y += 14
  }

  const title = `${titleOf(invoice)} ${invoice.number}`
  y = put(doc, title, left, Math.max(y, 236) + 24, { size: 14, font: boldFont })
  y = put(doc, `${words.greeting}`, left, y + 12, { size: 10.5, font })
  y = put(doc, words.opening, left, y + 2, { size: 10.5, font })
  y = drawLines(doc, invoice, { left, right, top: y + 12, font, boldFont }, 'ruled')
  y = drawSums(doc, invoice, { left: 330, right, top: y, font, boldFont })
  if (note !== undefined) y = put(doc, note, left, y + 22, { size: 10.5, font, width: right - left })
  putLines(doc, [words.closing, seller.name], left, y + 22, { size: 10.5, font })

  rule(doc, left, right, 762)
  const small = { size: 7.5, font, colour: '#5b6373' }
  putLines(doc, [...partyLines(seller)], left, 770, small)
  putLines(doc, bankLines(invoice), 232, 770, small)
  putLines(doc, [...taxIdLine(invoice), ...seller.register], 390, 770, small)
}
