/** Totals: confirmed by the sums, or taken where nothing speaks against them, or left empty. */
import { expect, test } from 'vitest'
import { layoutOf } from '../../../../src/domain/rules/layout.ts'
import { readAmounts } from '../../../../src/domain/rules/read-amounts.ts'
import { readCurrency } from '../../../../src/domain/rules/read-currency.ts'
import { sheetOf } from '../../../../src/domain/rules/sheet.ts'

const sheet = (...lines: string[]): ReturnType<typeof sheetOf> =>
  sheetOf([layoutOf({ page: 1, text: lines.join('\n') })])
const total = (...lines: string[]): string | null => readAmounts(sheet(...lines)).totalAmount.value

test.each([
  [
    'net and tax make it',
    ['Subtotal   100.00', 'Tax   10.00', 'Total   110.00', 'Amount due   610.00'],
    '110.00',
  ],
  ['two taxes make it', ['Net   300.00', 'VAT 20%   20.00', 'VAT 10%   20.00', 'Total   340.00'], '340.00'],
  ['one row shows all three', ['Total   24.99   5.00   29.99'], '29.99'],
  ['it is called gross', ['Total   100.00', 'Total incl. VAT   121.00'], '121.00'],
  ['there is one total', ['Widgets   5.00', 'Total   5.00'], '5.00'],
  ['the last total is the largest', ['Total   80.00', 'Total   100.00'], '100.00'],
  ['only an amount due is stated', ['Widgets   5.00', 'Balance due   5.00'], '5.00'],
  ['it stands below its words', ['Invoice total', '$ 59.00'], '59.00'],
  ['it is negative', ['Total HT   -50.00', 'TVA   -10.00', 'Total TTC   -60.00'], '-60.00'],
])('a total is taken where %s', (_why, lines, value) => {
  expect(total(...lines)).toBe(value)
})

test.each([
  ['a later total is smaller', ['Total   100.00', 'Total   80.00']],
  ['an old balance is in what is due', ['Widgets   5.00', 'Previous balance   10.00', 'Amount due   15.00']],
  ['a payment is taken off what is due', ['Widgets   50.00', 'Paid   -20.00', 'Amount due   30.00']],
  ['the head of a column says total', ['Item   Qty   Total', 'Widgets   2   10.00']],
  ['a date stands behind the words', ['Total due   4 March 2024']],
  ['it is a share', ['Total   20%']],
])('no total is taken where %s', (_why, lines) => {
  expect(total(...lines)).toBeNull()
})

test.each([
  ['the mark at the total', ['Old price   $5.00', 'Total   10.00 EUR'], 'EUR'],
  ['the words of the total', ['Item   10.00', 'Total EUR   10.00'], 'EUR'],
  ['a statement', ['Currency: CHF', 'Total   10.00'], 'CHF'],
  ['the head of the column', ['Item   Amount (GBP)', 'Total   10.00'], 'GBP'],
  ['a shared mark and the country', ['Toronto, Canada', 'Total   $10.00'], 'CAD'],
  ['a shared mark and a code elsewhere', ['All prices in AUD', 'Total   $10.00'], 'AUD'],
  [
    'a shared mark and the language',
    ['Faktura   Fakturadatum', 'Moms   Belopp', 'Att betala   10,00 kr'],
    'SEK',
  ],
  ['nothing', ['Total   10.00'], null],
  ['a mark of several countries', ['Total   10,00 kr'], null],
  ['two marks and no total', ['A   10.00 EUR', 'B   10.00 GBP'], null],
])('the currency is told by %s', (_by, lines, currency) => {
  const one = sheet(...lines)
  expect(readCurrency(one, readAmounts(one).totalRow).value).toBe(currency)
})
