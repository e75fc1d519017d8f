/** A coloured banner, the facts in a grid, a table with filled heads: what invoicing services print. */
import type { Invoice } from '../invoice.ts'
import { addressLines, titleOf, wordsOf } from '../wording.ts'
import { bankLines, drawLines, drawSums, headFacts, partyLines, taxIdLine } from './parts.ts'
import { a4, drawPdf, put, putLines, rule, usLetter, type Doc, type PdfExtras } from './pdf.ts'

export function banner(invoice: Invoice, extras: PdfExtras = {}): Promise<Uint8Array> {
  const { seller, issued, number } = invoice
  const size = invoice.locale === 'en-US' ? usLetter : a4
  const title = `${titleOf(invoice)} ${number}`
  return drawPdf({ ...extras, title, author: seller.name, date: issued, size }, (doc) =>
    draw(doc, invoice, size),
  )
}

const margin = 48

function draw(doc: Doc, invoice: Invoice, [width, height]: readonly [number, number]): void {
  const { seller, buyer, note } = invoice
  const words = wordsOf(invoice.language)
  const right = width - margin
  doc.rect(0, 0, width, 86).fill(seller.colour)
  put(doc, seller.name, margin, 30, { size: 19, font: 'Helvetica-Bold', colour: '#ffffff' })
  put(doc, titleOf(invoice).toUpperCase(), right, 34, { size: 14, colour: '#ffffff', align: 'right' })
  put(doc, [...addressLines(seller.address), ...taxIdLine(invoice)].join('  ·  '), margin, 60, {
    size: 8.5,
    colour: '#ffffff',
  })

  put(doc, words.billTo, margin, 122, { size: 8.5, font: 'Helvetica-Bold', colour: seller.colour })
  putLines(doc, partyLines(buyer), margin, 138)
  let y = 122
  for (const [label, value] of headFacts(invoice)) {
    put(doc, label, 330, y, { colour: '#5b6373' })
    put(doc, value, right, y, { align: 'right', font: 'Helvetica-Bold' })
    y += 16
  }

  const below = drawLines(doc, invoice, { left: margin, right, top: Math.max(y, 210) + 26 }, 'filled')
  const end = drawSums(doc, invoice, { left: 330, right, top: below })
  if (note !== undefined) put(doc, note, margin, end + 26, { width: 320 })

  const foot = height - 92
  rule(doc, margin, right, foot)
  put(doc, words.bank, margin, foot + 10, { size: 8, font: 'Helvetica-Bold', colour: seller.colour })
  putLines(doc, bankLines(invoice), margin, foot + 22, { size: 8 })
  put(doc, words.contact, 330, foot + 10, { size: 8, font: 'Helvetica-Bold', colour: seller.colour })
  putLines(doc, [seller.mail, seller.phone, ...seller.register], 330, foot + 22, { size: 8 })
}
