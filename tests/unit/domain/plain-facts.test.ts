/** Calendar dates, tax numbers and company names. */
import { expect, test } from 'vitest'
import { addDays, calendarDate, daysBetween, isCalendarDate } from '../../../src/domain/dates.ts'
import { isOwnCode, isOwnName, sameName } from '../../../src/domain/own-company.ts'
import { taxIdVerdict } from '../../../src/domain/tax-id.ts'

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2024-13-01', false],
  ['2024-1-1', false],
  ['1899-12-31', false],
  ['not a date', false],
])('%s is a day: %s', (iso, is) => {
  expect(isCalendarDate(iso)).toBe(is)
})

test('days are reckoned over months, leap years and summer time', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
  expect(addDays('2024-03-30', 2)).toBe('2024-04-01')
  expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366)
  expect(daysBetween('2024-01-02', '2024-01-01')).toBe(-1)
  expect(calendarDate(2024, 2, 30)).toBeUndefined()
})

test.each([
  ['DE136695976', 'right'],
  ['DE 136 695 976', 'right'],
  ['DE136695977', 'wrong'],
  ['NL004495445B01', 'right'],
  ['GB980780684', 'right'],
  ['CHE-100.155.212 MWST', 'right'],
  ['12-3456789', 'unknown'],
  ['US123456789', 'unknown'],
  ['DE', 'unknown'],
])('the tax number %s is %s', (id, verdict) => {
  expect(taxIdVerdict(id)).toBe(verdict)
})

test('names are compared without legal form, case, accents and punctuation', () => {
  expect(sameName('Müller & Söhne GmbH', 'MULLER & SOHNE')).toBe(true)
  expect(sameName('Acme Ltd.', 'Acme Limited')).toBe(true)
  expect(sameName('Acme', 'Acme Services')).toBe(false)
  expect(sameName('GmbH', 'AG')).toBe(false)
})

test('without settings nobody is our own company', () => {
  expect(isOwnName(undefined, 'Acme')).toBe(false)
  expect(isOwnCode(undefined, 'DE1')).toBe(false)
})
