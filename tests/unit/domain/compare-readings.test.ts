/** Two readers of one page: where they agree the value is strong, where they differ a person decides. */
import { expect, test } from 'vitest'
import { comparedWith } from '../../../src/domain/compare-readings.ts'
import { reasonsToHold } from '../../../src/domain/doubt.ts'
import type { FieldName } from '../../../src/domain/reading.ts'
import { fields, reading } from '../../factories.ts'

type Values = Partial<Record<FieldName, string | null>>
const byModel = (values: Values) => reading({ source: 'model', fields: fields(values, 'model') })
const byRules = (values: Values) => reading({ fields: fields(values) })

test.each<[string, FieldName, string, string]>([
  ['a number with other blanks', 'invoiceNumber', 'RE-2026 / 42', 're2026-42'],
  ['an amount with fewer digits', 'totalAmount', '1190.00', '1190'],
  ['a name without its legal form', 'vendorName', 'Contoso', 'Contoso GmbH'],
  ['a brand beside the full name', 'vendorName', 'Adventure Works', 'Adventure Works Cycles Europe'],
])('%s is the same value: strong', (_, name, model, rules) => {
  const compared = comparedWith(byModel({ [name]: model }), byRules({ [name]: rules }))

  expect(compared.doubts).toEqual([])
  expect(compared.fields[name]).toMatchObject({ value: model, evidence: { strength: 'strong' } })
})

test.each<[FieldName, string, string]>([
  ['invoiceNumber', '4711', '4712'],
  ['totalAmount', '1190.00', '1000.00'],
  ['currency', 'EUR', 'USD'],
  ['invoiceDate', '2026-03-04', '2026-04-03'],
  ['iban', 'DE88200800000970375700', 'DE02120300000000202051'],
  ['vendorName', 'Contoso', 'Fabrikam'],
])('another %s is held, with both values shown', (name, model, rules) => {
  const { doubts, fields: read } = comparedWith(byModel({ [name]: model }), byRules({ [name]: rules }))

  expect(doubts).toMatchObject([{ kind: 'readers-differ', field: name }])
  expect(reasonsToHold(doubts)[0]).toMatch(new RegExp(`"${model}".*"${rules}"`))
  expect(read[name]).toMatchObject({ value: model, evidence: { source: 'model' } })
})

test.each<[string, Values, Values]>([
  ['the model alone', { iban: 'DE88200800000970375700' }, { iban: null }],
  ['rules alone', { dueDate: null }, { dueDate: '2026-11-30' }],
])('what %s found is the word of one: neither strong nor doubtful', (_, model, rules) => {
  const compared = comparedWith(byModel(model), byRules(rules))

  expect(compared.doubts).toEqual([])
  expect(compared.fields.iban).not.toMatchObject({ evidence: { strength: 'strong' } })
})

test('without a second reader, or where one sees no invoice, there is nothing to compare', () => {
  const model = byModel({})
  expect(comparedWith(model, undefined)).toBe(model)
  expect(comparedWith(model, { ...byRules({}), documentType: 'not-an-invoice' })).toBe(model)
})
