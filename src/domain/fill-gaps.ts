/** The ladder, field by field: what one reader left empty is taken from the next, with that one's evidence. */
import { fieldNames, type Fields, type Reading } from './reading.ts'

/** The reading keeps every value of its own; `below` only fills in. */
export function fillGaps(reading: Reading, below: Reading | undefined): Reading {
  if (below === undefined || reading.documentType === 'not-an-invoice') return reading
  const filled = fieldNames.map((name) => {
    const own = reading.fields[name]
    return [name, own.value === null && below.fields[name].value !== null ? below.fields[name] : own]
  })
  return { ...reading, fields: Object.fromEntries(filled) as unknown as Fields }
}
