/** Exact data gets the place on its page, where the page shows the same. */
import { expect, test } from 'vitest'
import type { Reading } from '../../../src/domain/reading.ts'
import { shownOnPage } from '../../../src/domain/shown-on-page.ts'
import { field, fields, reading } from '../../factories.ts'

const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.01 }
const data = reading({
  source: 'e-invoice',
  fields: {
    ...fields(),
    totalAmount: { value: '25', evidence: { source: 'e-invoice', quote: '25', term: 'BT-112' } },
  },
})
const seenAs = (value: string): Reading =>
  reading({ fields: { ...fields(), totalAmount: field(value, { quote: '25,00 €', page: 2, box }) } })

test.each(['25.00', '-25.00'])(
  'a value that the page shows as %s has its place there, and its own words',
  (shown) => {
    expect(shownOnPage(data, seenAs(shown)).fields.totalAmount).toEqual({
      value: '25',
      evidence: { source: 'e-invoice', quote: '25', term: 'BT-112', page: 2, box },
    })
  },
)

test('a value that the page does not show has none', () => {
  expect(shownOnPage(data, seenAs('26.00')).fields.totalAmount).toEqual(data.fields.totalAmount)
})
