/** Layouts that read like a letter: the buyer in a window, a block of details, the foot with the seller. */
import { address, details, foot, items, pairs, payment, sums, titleOf } from '../parts.ts'
import { usual, type Layout } from './layout.ts'

/** Letter: return address, buyer in the window without a label, details in a block at the right, foot of four columns. */
export const letter: Layout = (canvas, facts) => {
  const { seller, buyer, word } = facts
  canvas.text(545, 60, seller.name, { size: 16, from: 'right' })
  canvas.text(50, 120, [seller.name, seller.street, seller.town].join(' · '), { size: 6.5 })
  canvas.block(50, 140, address(buyer))
  pairs(canvas, details(facts), {
    x: 360,
    y: 140,
    value: 545,
    from: 'right',
    colon: facts.chance.percent(50),
  })
  canvas.text(50, 270, titleOf(facts), { size: 14 })
  const below = items(canvas, facts, 300, usual)
  const end = pairs(canvas, sums(facts), { x: 330, y: below, value: 545, from: 'right' })
  canvas.block(50, end + 20, [...payment(facts), word('greeting')])
  foot(canvas, facts)
}

/** Letterhead right, buyer left, labels over their values. */
export const stacked: Layout = (canvas, facts) => {
  const { seller, buyer, country, word } = facts
  canvas.text(545, 50, seller.name, { size: 13, from: 'right' })
  canvas.block(545, 66, [seller.street, seller.town, country, `${word('taxId')} ${seller.taxId}`], {
    from: 'right',
    size: 8,
  })
  canvas.text(50, 70, titleOf(facts), { size: 20 })
  canvas.block(50, 130, [word('billTo'), ...address(buyer, country)])
  details(facts).forEach(([label, value], i) => {
    const [x, y] = [50 + (i % 3) * 170, 215 + Math.floor(i / 3) * 32]
    canvas.text(x, y, label, { size: 7 })
    canvas.text(x, y + 11, value, { size: 10 })
  })
  const below = items(canvas, facts, 330, usual)
  const end = pairs(canvas, sums(facts), { x: 400, y: below, value: 545, from: 'right' })
  canvas.block(50, end + 20, [
    ...payment(facts),
    ...(facts.iban ? [`${word('bank')}: IBAN ${facts.iban}`] : []),
  ])
}

/** The buyer's block comes first; who sells stands at the foot and in a return address only. */
export const buyerFirst: Layout = (canvas, facts) => {
  const { seller, buyer, word, domain } = facts
  canvas.block(70, 80, address(buyer), { size: 10 })
  canvas.text(70, 66, [seller.name, seller.street, seller.town].join(', '), { size: 6 })
  canvas.text(70, 200, `${titleOf(facts)} ${facts.number}`, { size: 13 })
  pairs(
    canvas,
    details(facts).filter(([label]) => label !== word('number')),
    { x: 70, y: 225, value: 220 },
  )
  const below = items(canvas, facts, 330, usual)
  const end = pairs(canvas, sums(facts), { x: 360, y: below, value: 545, from: 'right' })
  canvas.block(70, end + 20, [...payment(facts), word('greeting'), `www.${domain}`])
  foot(canvas, facts)
}

/** Over two pages, with a sum carried forward and the head repeated. */
export const twoPages: Layout = (canvas, facts) => {
  const { seller, buyer, word } = facts
  const head = (page: number): void => {
    canvas.text(50, 40, seller.name, { size: 12 })
    canvas.text(545, 40, word('page').replace('{p}', String(page)).replace('{q}', '2'), {
      from: 'right',
      size: 8,
    })
    canvas.text(50, 54, `${seller.street}, ${seller.town}`, { size: 8 })
    foot(canvas, facts)
  }
  head(1)
  canvas.block(50, 100, address(buyer))
  canvas.text(50, 190, titleOf(facts), { size: 15 })
  pairs(canvas, details(facts), { x: 330, y: 100, value: 450, colon: true })
  const half = Math.ceil(facts.lines.length / 2)
  const below = items(canvas, facts, 240, usual, 0, half)
  const carried = facts.lines.slice(0, half).reduce((sum, { amount }) => sum + amount, 0)
  pairs(canvas, [[word('carry'), facts.plain(carried)]], { x: 330, y: below, value: 545, from: 'right' })
  canvas.newPage()
  head(2)
  const next = items(canvas, facts, 90, usual, half)
  const end = pairs(canvas, sums(facts), { x: 330, y: next, value: 545, from: 'right' })
  canvas.block(50, end + 20, [...payment(facts), word('greeting')])
}
