/** Where a quote stands on a page, for readings that do not tell. */
import { expect, test } from 'vitest'
import { boxOfQuote } from '../../../src/ops/quote-box.ts'

const at = (text: string, x: number, y: number, width: number) => ({
  text,
  box: { x, y, width, height: 0.02 },
})
const page = [
  at('Quayside Ltd', 0.1, 0.1, 0.24),
  at('Total due ', 0.1, 0.5, 0.2),
  at('EUR', 0.5, 0.5, 0.06),
  at('1 190,00', 0.6, 0.5, 0.16),
  at('Net 100', 0.1, 0.6, 0.12),
]

test.each([
  ['a whole piece', 'Quayside Ltd', { x: 0.1, y: 0.1, width: 0.24 }],
  ['part of a piece, by its letters', 'Ltd', { x: 0.1 + (0.24 * 8) / 11, y: 0.1, width: (0.24 * 3) / 11 }],
  ['several pieces of a line', 'total  due EUR 1190,00', { x: 0.1, y: 0.5, width: 0.66 }],
  ['other letters for the same, no-break blanks', '1\u00A0190,00', { x: 0.6, y: 0.5, width: 0.16 }],
])('%s', (_, quote, { x, y, width }) => {
  const box = boxOfQuote(page, quote)
  expect([box?.x, box?.y, box?.width]).toEqual(
    [x, y, width].map((value) => expect.closeTo(value, 3) as number),
  )
})

test.each(['Net 200', '', '   ', 'Quayside GmbH'])('"%s" stands nowhere', (quote) => {
  expect(boxOfQuote(page, quote)).toBeUndefined()
})
