/** A typed page as an office scanner delivers it: one grey picture, a little askew, with specks, and no text to read. */
import type { Invoice } from '../invoice.ts'
import { lineNet, sumsOf } from '../sums.ts'
import { addressLines, amountText, dateText, taxLabel, titleOf, wordsOf } from '../wording.ts'
import { bankLines, partyLines, taxIdLine } from './parts.ts'
import { a4, drawPdf } from './pdf.ts'
import { png } from './png.ts'
import { pitch, typed } from './typewriter.ts'

/** A4 at 120 dots an inch. */
const width = 992
const height = 1403
const left = 96
const right = 896
const paper = 246
const ink = 52

export function scan(invoice: Invoice): Promise<Uint8Array> {
  const picture = Buffer.from(png({ width, height, channels: 1, pixels: page(invoice) }))
  const facts = { title: 'Scan', author: 'Office scanner', date: invoice.issued, size: a4 }
  return drawPdf(facts, (doc) => doc.image(picture, 0, 0, { width: a4[0], height: a4[1] }))
}

function page(invoice: Invoice): Uint8Array {
  const { seller, buyer, language, locale, currency, number, issued } = invoice
  const words = wordsOf(language)
  const pixels = new Uint8Array(width * height).fill(paper)
  const { net, tax, total } = sumsOf(invoice)
  let y = 110
  const line = (text: string, end = '', scale = 2): void => {
    type(pixels, text, left, y, scale)
    type(pixels, end, right - end.length * pitch * scale, y, scale)
    y += scale * 14
  }
  const gap = (): void => {
    y += 40
  }
  line(seller.name, '', 3)
  for (const text of [...addressLines(seller.address), seller.phone, ...taxIdLine(invoice)]) line(text)
  gap()
  line(titleOf(invoice), '', 4)
  line(`${words.number}: ${number}`)
  line(`${words.issued}: ${dateText(issued, locale)}`)
  gap()
  for (const text of [`${words.billTo}:`, ...partyLines(buyer)]) line(text)
  gap()
  for (const item of invoice.lines)
    line(`${item.quantity} ${item.unit}  ${item.text}`, amountText(lineNet(item, currency), locale))
  gap()
  line(words.net, amountText(net, locale))
  line(taxLabel(invoice), amountText(tax, locale))
  line(`${words.total} ${currency}`, amountText(total, locale), 3)
  gap()
  for (const text of bankLines(invoice)) line(text)
  speckle(pixels)
  return pixels
}

function type(pixels: Uint8Array, text: string, x: number, y: number, scale: number): void {
  typed(text, (dotX, dotY) => {
    for (let i = 0; i < scale * scale; i++) {
      const column = x + dotX * scale + (i % scale)
      // The sheet lay askew: one dot down for each eighty across.
      const row = y + dotY * scale + Math.floor(i / scale) + Math.round(column / 80)
      pixels[row * width + column] = ink
    }
  })
}

/** Dust, the same at each run: a linear congruential generator (Numerical Recipes' constants) places it. */
function speckle(pixels: Uint8Array): void {
  let state = 2026
  for (let i = 0; i < 900; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const place = Math.floor((state / 2 ** 32) * pixels.length)
    pixels[place] = Math.max(0, (pixels[place] ?? paper) - 90)
  }
}
