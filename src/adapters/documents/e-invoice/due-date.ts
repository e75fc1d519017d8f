/** When an e-invoice is due: BT-9, else the one date or the one term that the payment terms in words (BT-20) state. */
import { dueByTerms } from '../../../domain/rules/payment-terms.ts'
import { nothingRead, type Field } from '../../../domain/reading.ts'
import { dateField } from './values.ts'
import type { XmlNode } from './xml.ts'

export interface Terms {
  readonly date: XmlNode | undefined
  readonly words: string | undefined
  /** The date is the last day of a discount, not the day the whole sum is due. */
  readonly discount: boolean
}

export function dueDate(invoiceDate: Field, terms: readonly Terms[]): Field {
  const dated = terms
    .map((term) => ({ ...term, field: dateField(term.date, 'BT-9') }))
    .filter((term) => term.field.value !== null)
  const whole = dated.filter((term) => !term.discount)
  const latest = (whole.length > 0 ? whole : dated)
    .toSorted((a, b) => (a.field.value ?? '').localeCompare(b.field.value ?? ''))
    .at(-1)
  if (latest) return latest.field
  const words = terms.flatMap((term) => term.words ?? []).join('\n')
  const due = dueByTerms(words, invoiceDate.value)
  if (due === undefined) return nothingRead('BT-9 is not in the data, and its terms name no single date.')
  const term = due.computed ? `BT-20, computed: invoice date and ${due.days} days` : 'BT-20'
  return { value: due.date, evidence: { source: 'e-invoice', quote: due.quote, term } }
}
