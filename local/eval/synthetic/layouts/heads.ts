/** Layouts by how the head stands: in columns, in one piece, centred. */
import { pageSize } from '../canvas.ts'
import type { Facts } from '../facts.ts'
import { address, details, foot, items, pairs, payment, sums, titleOf } from '../parts.ts'
import { usual, type Layout } from './layout.ts'

/** Two columns: title centred, seller and buyer side by side under labels, details as heads over values. */
export const columns: Layout = (canvas, facts) => {
  const { seller, buyer, word } = facts
  canvas.text(pageSize.width / 2, 60, titleOf(facts), { size: 18, from: 'centre' })
  canvas.block(50, 100, [word('seller'), ...address(seller), `${word('taxId')} ${seller.taxId}`])
  canvas.block(320, 100, [
    word('billTo'),
    ...address(buyer),
    ...(buyer.taxId ? [`${word('taxId')} ${buyer.taxId}`] : []),
  ])
  const list = details(facts)
  const heads = list.slice(0, 5)
  const step = 500 / heads.length
  heads.forEach(([label, value], i) => {
    canvas.text(50 + i * step, 200, label, { size: 8 })
    canvas.text(50 + i * step, 214, value)
  })
  const rest = list.slice(5)
  const below = items(canvas, facts, 250, usual)
  const end = pairs(canvas, sums(facts), { x: 330, y: below, value: 545, from: 'right', colon: true })
  const after = pairs(
    canvas,
    rest.filter(([label]) => label === word('due')),
    { x: 50, y: end + 15, value: 180 },
  )
  canvas.block(50, after + 10, payment(facts))
  foot(canvas, facts)
}

/** Name at the upper left, details as "label: value" in one piece, the buyer below. */
export const inline: Layout = (canvas, facts) => {
  const { seller, buyer, country, word } = facts
  canvas.text(50, 55, seller.name, { size: 15 })
  canvas.block(
    50,
    72,
    [seller.street, seller.town, country, `${word('taxId').replace(/:$/, '')}: ${seller.taxId}`],
    { size: 8 },
  )
  canvas.text(545, 55, titleOf(facts).toUpperCase(), { size: 15, from: 'right' })
  canvas.block(
    545,
    72,
    details(facts).map(([label, value]) => `${label.replace(/:$/, '')}: ${value}`),
    { from: 'right' },
  )
  canvas.block(50, 180, [word('billTo'), ...address(buyer)])
  canvas.block(300, 180, [word('shipTo'), ...address({ ...buyer, street: 'Gate 4' })])
  const below = items(canvas, facts, 270, usual)
  const end = pairs(canvas, sums(facts), { x: 545 - 190, y: below, value: 545, from: 'right', colon: true })
  canvas.block(50, end + 25, [...payment(facts), ...(facts.iban ? [`IBAN: ${facts.iban}`] : [])])
}

/** Everything of the head centred; number and date in one line of text. */
export const centred: Layout = (canvas, facts) => {
  const { seller, buyer, word } = facts
  const mid = pageSize.width / 2
  canvas.text(mid, 50, seller.name, { size: 17, from: 'centre' })
  canvas.text(mid, 66, `${seller.street}, ${seller.town}`, { size: 8, from: 'centre' })
  canvas.text(mid, 78, `${word('taxId').replace(/:$/, '')} ${seller.taxId}  ${word('phone')} 123 456 789`, {
    size: 8,
    from: 'centre',
  })
  canvas.text(mid, 120, titleOf(facts), { size: 15, from: 'centre' })
  const [number, date, ...more] = ownFirst(facts)
  canvas.text(mid, 138, `${number?.join(' ')}    ${date?.join(' ')}`, { size: 10, from: 'centre' })
  canvas.block(50, 170, [word('billTo'), ...address(buyer)])
  pairs(canvas, more, { x: 330, y: 170, value: 450 })
  const below = items(canvas, facts, 270, usual)
  const end = pairs(canvas, sums(facts), { x: 330, y: below, value: 545, from: 'right' })
  canvas.block(50, end + 20, [
    ...payment(facts),
    word('greeting'),
    ...(facts.iban ? [`${word('bank')} IBAN ${facts.iban}`] : []),
  ])
}

const ownFirst = (facts: Facts): (readonly [string, string])[] => {
  const list = details(facts)
  const own = [facts.word('number'), facts.word('date')]
  return [...list.filter(([label]) => own.includes(label)), ...list.filter(([label]) => !own.includes(label))]
}
