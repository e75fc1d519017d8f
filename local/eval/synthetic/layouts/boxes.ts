/** Layouts of boxes: a narrow column, a form, a banner. */
import { address, details, foot, items, pairs, payment, sums, titleOf } from '../parts.ts'
import { usual, type Layout } from './layout.ts'

/** A narrow column at the left with the seller, his name over two lines, and the details. */
export const sidebar: Layout = (canvas, facts) => {
  const { seller, buyer, country, word } = facts
  const words = seller.name.split(' ')
  const half = Math.ceil(words.length / 2)
  const name =
    words.length > 2 ? [words.slice(0, half).join(' '), words.slice(half).join(' ')] : [seller.name]
  let y = canvas.block(30, 60, name, { size: 12 })
  y = canvas.block(
    30,
    y + 4,
    [seller.street, seller.town, country, word('phone'), '+00 123 456', `info@${facts.domain}`],
    { size: 7.5 },
  )
  for (const [label, value] of details(facts)) y = canvas.block(30, y + 10, [label, value], { size: 8 })
  canvas.text(190, 64, titleOf(facts), { size: 22 })
  canvas.block(190, 110, [word('billTo'), ...address(buyer)])
  const below = items(canvas, facts, 210, [190, 390, 470, 560])
  const end = pairs(canvas, sums(facts), { x: 380, y: below, value: 560, from: 'right' })
  canvas.block(190, end + 20, payment(facts))
  canvas.text(
    190,
    810,
    `${seller.name} – ${word('taxId')} ${seller.taxId}${facts.iban ? ` – IBAN ${facts.iban}` : ''}`,
    { size: 6.5 },
  )
}

/** A form: small labels over values in boxes, tax by rate in a table at the foot, the total in a box of its own. */
export const form: Layout = (canvas, facts) => {
  const { seller, buyer, word, plain, money } = facts
  canvas.block(50, 50, [
    seller.name,
    seller.street,
    seller.town,
    `${word('taxId').replace(/:$/, '')} ${seller.taxId}`,
  ])
  canvas.block(330, 50, [word('billTo'), ...address(buyer)])
  canvas.text(50, 130, titleOf(facts), { size: 12 })
  details(facts).forEach(([label, value], i) => {
    const [x, y] = [50 + (i % 4) * 128, 150 + Math.floor(i / 4) * 28]
    canvas.text(x, y, label, { size: 6.5 })
    canvas.text(x, y + 11, value)
  })
  items(canvas, facts, 230, usual)
  const rate = `${String(facts.rate).replace('.', plain(100)[1] ?? '.')}%`
  const list = sums({ ...facts, deposit: 0 })
  const heads = [
    word('net'),
    '%',
    word('tax')
      .replace('{r}', '')
      .replace(/[@()% ]{2,}/g, ' ')
      .trim(),
  ]
  heads.forEach((head, i) => canvas.text(50 + i * 110, 560, head, { size: 7 }))
  canvas.text(50, 572, plain(facts.net))
  canvas.text(160, 572, rate)
  canvas.text(270, 572, plain(facts.tax))
  pairs(canvas, list, { x: 360, y: 610, value: 545, from: 'right' })
  if (facts.deposit)
    pairs(
      canvas,
      [
        [word('deposit'), plain(-facts.deposit)],
        [word('due_amount'), money(facts.gross - facts.deposit)],
      ],
      { x: 360, y: 680, value: 545, from: 'right' },
    )
  canvas.block(50, 720, payment(facts))
  foot(canvas, facts)
}

/** A banner with the amount in large type and the total over its value; the buyer before the seller. */
export const banner: Layout = (canvas, facts) => {
  const { seller, buyer, word, money } = facts
  canvas.text(50, 60, titleOf(facts), { size: 24 })
  canvas.text(545, 60, seller.name, { size: 11, from: 'right' })
  pairs(canvas, details(facts), { x: 50, y: 95, value: 190 })
  canvas.block(320, 95, [word('billTo'), ...address(buyer)])
  canvas.block(320, 165, [word('seller'), ...address(seller), `${word('taxId')} ${seller.taxId}`])
  canvas.text(50, 255, facts.deposit ? word('due_amount') : word('gross'), { size: 9 })
  canvas.text(50, 275, money(facts.gross - facts.deposit), { size: 18 })
  const below = items(canvas, facts, 310, usual)
  const end = pairs(canvas, sums(facts), { x: 330, y: below, value: 545, from: 'right' })
  canvas.block(50, end + 20, [
    ...payment(facts),
    ...(facts.iban ? [`IBAN ${facts.iban}`] : []),
    `${facts.domain}`,
  ])
}
