/** Holds what the model read against what rules read of the same page: two readers that agree are strong, two that differ need a person. */
import { normaliseNumber } from './business-key.ts'
import type { Doubt } from './doubt.ts'
import { sameName } from './own-company.ts'
import { fieldLabels, type Field, type FieldName, type Fields, type Reading } from './reading.ts'

type Same = (a: string, b: string) => boolean
const sameText: Same = (a, b) => a === b
const sameAmount: Same = (a, b) => Number(a) === Number(b)
const sameNumber: Same = (a, b) => normaliseNumber(a) === normaliseNumber(b)
/** One reader takes the brand, another the legal name with it. */
const oneInOther: Same = (a, b) => {
  const [short, long] = [normaliseNumber(a), normaliseNumber(b)].toSorted((x, y) => x.length - y.length)
  return sameName(a, b) || (short !== undefined && short.length > 3 && (long ?? '').includes(short))
}

/** The fields by which money is sent, and when two values of one are the same. */
const compared = {
  vendorName: oneInOther,
  invoiceNumber: sameNumber,
  invoiceDate: sameText,
  dueDate: sameText,
  totalAmount: sameAmount,
  currency: sameText,
  iban: sameText,
} as const satisfies Partial<Record<FieldName, Same>>

/** The first reading, its values marked where the second agrees, with a doubt for each that it contradicts. */
export function comparedWith(reading: Reading, second: Reading | undefined): Reading {
  if (second === undefined || [reading, second].some(({ documentType }) => documentType === 'not-an-invoice'))
    return reading
  const doubts: Doubt[] = []
  const fields: Partial<Record<FieldName, Field>> = {}
  for (const [name, same] of Object.entries(compared) as [keyof typeof compared, Same][]) {
    const [mine, other] = [reading.fields[name], second.fields[name]]
    if (mine.value === null || other.value === null) continue
    if (same(mine.value, other.value)) fields[name] = strong(mine)
    else
      doubts.push({
        kind: 'readers-differ',
        field: name,
        text: `${fieldLabels[name]}: the ${reading.source} read "${mine.value}", ${second.source} read "${other.value}".`,
      })
  }
  return {
    ...reading,
    fields: { ...reading.fields, ...(fields as Partial<Fields>) },
    doubts: [...reading.doubts, ...doubts],
  }
}

const strong = (field: Field): Field =>
  field.value === null ? field : { ...field, evidence: { ...field.evidence, strength: 'strong' } }
