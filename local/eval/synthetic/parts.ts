/** Pieces that layouts share: addresses, details, the table of items, sums, the foot. */
import type { Canvas, TextStyle } from './canvas.ts'
import { pageSize } from './canvas.ts'
import type { Facts, Party, Word } from './facts.ts'

export type Pair = readonly [label: string, value: string]

export const address = ({ name, street, town }: Party, country?: string): string[] => [
  name,
  street,
  town,
  ...(country ? [country] : []),
]

export const titleOf = (facts: Facts): string => facts.word(facts.isCredit ? 'creditTitle' : 'title')

/** Number, date, due date and the numbers and dates that are something else, in one of many orders. */
export function details(facts: Facts): Pair[] {
  const { chance, word, others } = facts
  const other = (name: 'yourOrder' | 'ourOrder' | 'customer' | 'delivery', often: number): Pair[] =>
    chance.percent(often) ? [[word(name), others[name]]] : []
  const before = [...other('customer', 50), ...other('ourOrder', 25)]
  const own: Pair[] = [
    [word('number'), facts.number],
    [word('date'), facts.day(facts.date)],
  ]
  const behind: Pair[] = [
    ...other('delivery', 25),
    ...(chance.percent(35) ? [[word('deliveryDate'), facts.day(facts.otherDate)] as Pair] : []),
    ...(facts.due.how === 'label' ? [[word('due'), facts.day(facts.due.date)] as Pair] : []),
    ...other('yourOrder', 40),
  ]
  return chance.percent(30) ? [...before, ...own, ...behind] : [...own, ...before, ...behind]
}

/** What is said of payment under the sums. */
export function payment(facts: Facts): string[] {
  const filled = (name: Word): string =>
    facts.word(name).replace('{n}', String(facts.days)).replace('{d}', facts.day(facts.due.date))
  switch (facts.due.how) {
    case 'terms':
      return [filled('terms')]
    case 'end-of-month':
      return [filled('termsEom')]
    case 'sentence':
      return [filled('dueSentence')]
    case 'label':
    case 'none':
      return []
  }
}

/** Label and amount for each sum; the total is the last but what is left to pay. */
export function sums(facts: Facts): Pair[] {
  const { word, money, chance } = facts
  const amount = chance.percent(70) ? money : facts.plain
  const sum: Pair[] = [
    ...(facts.shipping === 0 ? [] : [[word('shipping'), amount(facts.shipping)] as Pair]),
    [word('net'), amount(facts.net)],
    [
      word('tax').replace('{r}', String(facts.rate).replace('.', facts.plain(100)[1] ?? '.')),
      amount(facts.tax),
    ],
    [word('gross'), money(facts.gross)],
  ]
  if (facts.deposit === 0) return sum
  return [
    ...sum,
    [word('deposit'), amount(-facts.deposit)],
    [word('due_amount'), money(facts.gross - facts.deposit)],
  ]
}

/** Heads over columns, a row for each item; the place below. */
export function items(
  canvas: Canvas,
  facts: Facts,
  y: number,
  columns: readonly [number, number, number, number],
  from = 0,
  to = facts.lines.length,
): number {
  const [text, quantity, price, amount] = columns
  const heads = facts.word('heads').split(', ')
  const right: TextStyle = { from: 'right' }
  canvas.text(text, y, heads[0] ?? '')
  canvas.text(quantity, y, heads[1] ?? '', right)
  canvas.text(price, y, heads[2] ?? '', right)
  canvas.text(amount, y, heads[3] ?? '', right)
  let row = y + 18
  for (const line of facts.lines.slice(from, to)) {
    canvas.text(text, row, line.text)
    canvas.text(quantity, row, String(line.quantity), right)
    canvas.text(price, row, facts.plain(line.price), right)
    canvas.text(amount, row, facts.plain(line.amount), right)
    row += 14
  }
  return row + 10
}

/** Labels at one place, values at another, each under the other; the place below. */
export function pairs(
  canvas: Canvas,
  list: readonly Pair[],
  place: { x: number; y: number; value: number; from?: 'left' | 'right'; colon?: boolean; step?: number },
): number {
  const { x, value, from = 'left', colon = false, step = 13 } = place
  let { y } = place
  for (const [label, text] of list) {
    canvas.text(x, y, colon && !label.endsWith(':') ? `${label}:` : label)
    canvas.text(value, y, text, { from })
    y += step
  }
  return y
}

/** The company's data along the foot of a page, in columns or in one line. */
export function foot(canvas: Canvas, facts: Facts, y = pageSize.height - 50): void {
  const { seller, iban, word, domain } = facts
  const phone = `${word('phone')} +00 123 456 78`
  const bank = iban === '' ? [] : [`IBAN ${iban}`, 'BIC ABCDEFGH']
  const taxId = `${word('taxId').replace(/:$/, '')}: ${seller.taxId}`
  if (facts.chance.percent(60)) {
    canvas.block(50, y, [seller.name, seller.street, seller.town], { size: 7 })
    canvas.block(220, y, [phone, `info@${domain}`, taxId], { size: 7 })
    canvas.block(400, y, bank, { size: 7 })
  } else {
    canvas.text(50, y, [seller.name, seller.street, seller.town].join(' · '), { size: 7 })
    canvas.text(50, y + 10, [phone, `www.${domain}`, taxId, ...bank].join(' · '), { size: 7 })
  }
}
