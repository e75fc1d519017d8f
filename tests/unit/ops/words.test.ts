/** Durations and amounts as the operations page writes them. */
import { expect, test } from 'vitest'
import { amountText, durationText } from '../../../src/ops/words.ts'

test.each([
  [0, '0 s'],
  [-3, '0 s'],
  [45.4, '45 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [659, '11 min'],
  [3_600, '1 h'],
  [7_500, '2 h 5 min'],
  [86_400 * 3 + 4 * 3_600, '3 d 4 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text)
})

test.each([
  ['1190.00', 'EUR', '1,190.00 EUR'],
  ['-1234567.89', 'USD', '-1,234,567.89 USD'],
  ['100', 'JPY', '100 JPY'],
  ['999.5', null, '999.5'],
  [null, 'EUR', '–'],
])('%s %s is %s', (amount, currency, text) => {
  expect(amountText(amount, currency)).toBe(text)
})
