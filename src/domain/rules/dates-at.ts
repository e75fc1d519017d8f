/** The dates at labels: nearest first, and none where it could be two days. */
import { nothingRead, type Field } from '../reading.ts'
import { labelled, type Labelled, type Place } from './beside.ts'
import { meantDate } from './date-order.ts'
import { findDates } from './date-text.ts'
import { foundIn, type Found } from './found.ts'
import type { Sheet } from './sheet.ts'

/** A date that is nearest to its label: within its words, then beside, then below. */
export function datesAt(sheet: Sheet, labels: readonly Labelled[]): Found[] {
  return labels.flatMap(({ places, words: term }) => {
    for (const place of places) {
      const date = dateIn(sheet, place)
      if (date !== undefined) return [foundIn(date, place.cell, term)]
      if (place.where === 'inside' && /[\p{L}\d]{3}/u.test(place.text)) return []
    }
    return []
  })
}

function dateIn(sheet: Sheet, { text, where }: Place): string | undefined {
  const [first, ...more] = findDates(text)
  // "01.01.2023 - 30.06.2023" is a period.
  if (first === undefined || (where !== 'inside' && first.index > 12) || first.index > 25) return undefined
  const next = more[0]
  if (
    next !== undefined &&
    /^\W{1,5}$|^ (?:to|bis|au|al|tot|a|do|-) $/.test(text.slice(first.index + first.quote.length, next.index))
  )
    return undefined
  return meantDate(first, sheet)
}

/** Says so where a date is there and only its order is not. */
export function orAmbiguous(
  sheet: Sheet,
  field: Field,
  kinds: ('invoiceDate' | 'date' | 'dueDate')[],
): Field {
  if (field.value !== null || sheet.dateOrder !== undefined) return field
  const [unsure] = labelled(sheet, ...kinds).flatMap(({ places }) =>
    places.flatMap(({ text }) =>
      findDates(text).filter(
        ({ dayFirst, monthFirst }) =>
          dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst,
      ),
    ),
  )
  return unsure === undefined ? field : nothingRead(`"${unsure.quote}": day and month cannot be told apart.`)
}
