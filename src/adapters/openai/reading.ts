/** The model's answer as a Reading: what is no date, amount, currency or quote is left empty, with the reason. */
import { oneLine } from '../../domain/ap-mail.ts'
import type { Doubt } from '../../domain/doubt.ts'
import { isCalendarDate } from '../../domain/dates.ts'
import { isCurrency, isDecimal } from '../../domain/money.ts'
import {
  fieldNames,
  nothingRead,
  refusedValue,
  type Field,
  type FieldName,
  type Fields,
  type Reading,
} from '../../domain/reading.ts'
import { schemaName, type FieldAnswer, type ModelAnswer } from './schema.ts'

export function readingOf(answer: ModelAnswer, pageCount: number, doubts: readonly Doubt[]): Reading {
  const fields = fieldNames.map((name) => [name, fieldOf(name, answer[name], pageCount)])
  return {
    source: 'model',
    by: schemaName,
    documentType: answer.documentType,
    fields: Object.fromEntries(fields) as Fields,
    doubts,
  }
}

const longestQuote = 500

function fieldOf(name: FieldName, answer: FieldAnswer, pageCount: number): Field {
  if (answer === null || answer.value.trim() === '') return nothingRead('the model did not find it')
  const { value, page } = answer
  const words = answer.quote.trim()
  if (words === '') return refusedValue(oneLine(value, 60), 'the model named no words it was read from')
  const plain = valueOf(name, oneLine(value, 200))
  if (plain === undefined) return refusedValue(oneLine(value, 60), expected(name))
  const isPage = Number.isInteger(page) && page >= 1 && page <= pageCount
  return {
    value: plain,
    evidence: { source: 'model', quote: words.slice(0, longestQuote), ...(isPage ? { page } : {}) },
  }
}

/** undefined where the value has not the field's form. */
function valueOf(name: FieldName, value: string): string | undefined {
  switch (name) {
    case 'totalAmount':
    case 'netAmount':
    case 'taxAmount':
    case 'amountDue':
      return isDecimal(value) ? value : undefined
    case 'invoiceDate':
    case 'dueDate':
      return isCalendarDate(value) ? value : undefined
    case 'currency':
      return isCurrency(value.toUpperCase()) ? value.toUpperCase() : undefined
    case 'iban':
      return value.replace(/\s/g, '').toUpperCase()
    case 'vendorName':
    case 'vendorTaxId':
    case 'invoiceNumber':
    case 'purchaseOrder':
    case 'buyerName':
      return value
  }
}

function expected(name: FieldName): string {
  if (name === 'currency') return 'it is no currency'
  return name.endsWith('Date') ? 'it is no date' : 'it is no plain number'
}
