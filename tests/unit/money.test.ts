/** Money in minor units, by ISO 4217. */
import { expect, test } from 'vitest'
import { formatMoney, toDecimal, toMoney } from '../../src/domain/money.ts'

test.each([
  ['1234.50', 'EUR', 123450],
  ['-0.05', 'USD', -5],
  ['1200', 'JPY', 1200],
  ['12.345', 'KWD', 12345],
  ['99.500', 'EUR', 9950],
])('%s %s is %i minor units', (decimal, currency, minor) => {
  expect(toMoney(decimal, currency)).toEqual({ minor, currency })
})

test.each([
  ['1.005', 'EUR'],
  ['12.5', 'JPY'],
  ['1,00', 'EUR'],
  ['1.00', 'XXZ'],
  ['99999999999999', 'EUR'],
])('%s %s is no amount', (decimal, currency) => {
  expect(toMoney(decimal, currency)).toBeUndefined()
})

test.each([
  [{ minor: -5, currency: 'USD' }, '-0.05'],
  [{ minor: 1200, currency: 'JPY' }, '1200'],
  [{ minor: 12345, currency: 'KWD' }, '12.345'],
])('%o goes back to %s', (money, decimal) => {
  expect(toDecimal(money)).toBe(decimal)
})

test('thousands are grouped and the code stands behind', () => {
  expect(formatMoney({ minor: 123456789, currency: 'EUR' })).toBe('1,234,567.89 EUR')
})
