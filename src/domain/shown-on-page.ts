/** Where the page of an e-invoice shows what its data says: the place at which rules read the same value. */
import type { Field, FieldName, Fields, Reading } from './reading.ts'

/** Data without its like on the page stays without a place: that it differs is `visibleDiffers`' to tell. */
export function shownOnPage(data: Reading, seen: Reading): Reading {
  const fields = (Object.entries(data.fields) as [FieldName, Field][]).map(([name, field]) => [
    name,
    withPlaceOf(field, seen.fields[name]),
  ])
  return { ...data, fields: Object.fromEntries(fields) as Fields }
}

function withPlaceOf(field: Field, seen: Field): Field {
  if (field.value === null || seen.value === null || !isSame(field.value, seen.value)) return field
  const { page, box } = seen.evidence
  return { ...field, evidence: { ...field.evidence, ...(page && { page }), ...(box && { box }) } }
}

/** "25" and "25.00" are one amount, and a credit note may print the sign that its data leaves out. */
const isSame = (a: string, b: string): boolean => a === b || Math.abs(Number(a)) === Math.abs(Number(b))
