/** Layouts off the beaten track: a till receipt, dotted leaders, sums as a row of heads, a page on its side. */
import { onItsSide } from '../canvas.ts'
import { address, details, foot, items, pairs, payment, sums, titleOf } from '../parts.ts'
import { letter } from './letters.ts'
import { usual, type Layout } from './layout.ts'

/** Narrow and plain, the seller on top, label and value at the two edges. */
export const receipt: Layout = (canvas, facts) => {
  const { seller, buyer, word, plain } = facts
  const [left, right] = [60, 270]
  const mid = (left + right) / 2
  canvas.text(mid, 50, seller.name, { size: 11, from: 'centre' })
  canvas.text(mid, 63, seller.street, { size: 8, from: 'centre' })
  canvas.text(mid, 74, seller.town, { size: 8, from: 'centre' })
  canvas.text(mid, 85, `${word('taxId').replace(/:$/, '')}: ${seller.taxId}`, { size: 8, from: 'centre' })
  canvas.text(mid, 105, titleOf(facts), { size: 12, from: 'centre' })
  let y = pairs(canvas, details(facts), { x: left, y: 125, value: right, from: 'right', step: 11 }) + 8
  y = canvas.block(left, y, [`${word('billTo').replace(/:$/, '')}:`, ...address(buyer)]) + 8
  for (const line of facts.lines) {
    canvas.text(left, y, `${line.quantity} x ${line.text}`, { size: 8 })
    canvas.text(right, y, plain(line.amount), { size: 8, from: 'right' })
    y += 11
  }
  y = pairs(canvas, sums(facts), { x: left, y: y + 6, value: right, from: 'right' })
  canvas.block(left, y + 10, [...payment(facts), word('greeting')], { size: 8 })
}

/** "Invoice no. ............ 4711": each label is led to its value by points. */
export const dotted: Layout = (canvas, facts) => {
  const { seller, buyer, country, word } = facts
  const lead = ([label, value]: readonly [string, string], width: number): string =>
    `${label.replace(/:$/, '')} ${'.'.repeat(Math.max(3, width - label.length - value.length))} ${value}`
  canvas.block(50, 50, [seller.name, seller.street, seller.town, country], { size: 9 })
  canvas.text(50, 120, titleOf(facts), { size: 14 })
  canvas.block(
    50,
    140,
    details(facts).map((pair) => lead(pair, 44)),
  )
  canvas.block(330, 140, [word('billTo'), ...address(buyer)])
  const below = items(canvas, facts, 270, usual)
  const end = canvas.block(
    310,
    below,
    sums(facts).map((pair) => lead(pair, 46)),
  )
  canvas.block(50, end + 20, payment(facts))
  foot(canvas, facts)
}

/** The sums as a row of heads over a row of amounts, as many German and Italian programs print them. */
export const sumRow: Layout = (canvas, facts) => {
  const { seller, buyer, word, plain, money } = facts
  canvas.text(50, 50, seller.name, { size: 14 })
  canvas.block(50, 66, [seller.street, seller.town, `${word('taxId').replace(/:$/, '')} ${seller.taxId}`])
  canvas.block(330, 50, [word('billTo'), ...address(buyer)])
  canvas.text(50, 130, titleOf(facts), { size: 13 })
  pairs(canvas, details(facts), { x: 50, y: 150, value: 190, colon: true })
  const below = items(canvas, facts, 270, usual) + 14
  const tax = word('tax')
    .replace(/[@(]?\{r\} ?%\)?/, '')
    .replace(/ {2,}|@/g, ' ')
    .trim()
  const heads = [word('net'), '%', tax, word('gross')]
  const values = [plain(facts.net), String(facts.rate), plain(facts.tax), money(facts.gross)]
  const places = [150, 260, 370, 530]
  heads.forEach((head, i) => canvas.text(places[i] ?? 0, below, head, { size: 8, from: 'right' }))
  values.forEach((value, i) => canvas.text(places[i] ?? 0, below + 13, value, { from: 'right' }))
  canvas.block(50, below + 45, [...payment(facts), ...(facts.iban ? [`IBAN ${facts.iban}`] : [])])
  foot(canvas, facts)
}

/** The letter, printed sideways. */
export const sideways: Layout = (canvas, facts) => letter(onItsSide(canvas), facts)
