/** XML values as fields of a reading: decimals, ISO dates and texts, each with its EN 16931 term. */
import { isValidIBAN } from 'ibantools'
import { isCalendarDate } from '../../../domain/dates.ts'
import { isCurrency, isDecimal, type Decimal } from '../../../domain/money.ts'
import { nothingRead, type Field } from '../../../domain/reading.ts'
import { attribute, textOf, type XmlNode } from './xml.ts'

/** The text as it stands, `term` being its business term such as "BT-1". */
export function textField(node: XmlNode | undefined, term: string): Field {
  const text = textOf(node)
  // "n/a" fills mandatory elements where there is nothing to say.
  if (text === undefined || /^(n\/?a|none|-+)$/i.test(text)) return nothingRead(`${term} is not in the data.`)
  return { value: text, evidence: { source: 'e-invoice', quote: text, term } }
}

export function amountField(node: XmlNode | undefined, term: string): Field<Decimal> {
  const text = textField(node, term)
  if (text.value === null) return text
  const value = decimalOf(text.value)
  return value === undefined
    ? nothingRead(`${term} is "${text.value.slice(0, 40)}", which is no amount.`)
    : { value, evidence: text.evidence }
}

/** xs:decimal in the form of our decimals: no "+", no bare point, no more digits than count. */
function decimalOf(text: string): Decimal | undefined {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*))?$/.exec(text)
  if (parts === null || !/\d/.test(text)) return undefined
  const [, sign, whole = '', fraction = ''] = parts
  const digits = fraction.replace(/(?<=\d\d)0+$/, '').slice(0, 6)
  const value = `${sign === '-' ? '-' : ''}${whole || '0'}${digits === '' ? '' : `.${digits}`}`
  return isDecimal(value) ? value : undefined
}

/** ISO dates, also with a zone (UBL), and format 102, "20240131" (CII). */
export function dateField(node: XmlNode | undefined, term: string): Field {
  const text = textField(node, term)
  if (text.value === null) return text
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)(?:[TZ+-].{0,30})?$/.exec(text.value)
  const value = parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : ''
  return isCalendarDate(value)
    ? { value, evidence: text.evidence }
    : nothingRead(`${term} is "${text.value.slice(0, 40)}", which is no date.`)
}

export function currencyField(node: XmlNode | undefined, term: string): Field {
  const text = textField(node, term)
  if (text.value === null || isCurrency(text.value)) return text
  return nothingRead(`${term} is "${text.value.slice(0, 40)}", which is no currency.`)
}

/** The first account that is an IBAN; national account numbers are none. */
export function ibanField(nodes: readonly (XmlNode | undefined)[], term: string): Field {
  const accounts = nodes.map((node) => textField(node, term)).filter((field) => field.value !== null)
  for (const account of accounts) {
    const value = account.value.replace(/[\s.-]/g, '').toUpperCase()
    if (isValidIBAN(value)) return { value, evidence: account.evidence }
  }
  const [first] = accounts
  return nothingRead(
    first
      ? `${term} is "${first.value.slice(0, 40)}", which is no valid IBAN.`
      : `${term} is not in the data.`,
  )
}

/** The total in the invoice's own currency where the tax is given in two. */
export function inCurrency(nodes: readonly XmlNode[], currency: string | null): XmlNode | undefined {
  return nodes.find((node) => attribute(node, 'currencyID') === currency) ?? nodes[0]
}

/** UNTDID 1001 codes that mean money back: credit notes and corrections that credit. */
const creditCodes = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532'])

export function isCreditCode(code: string | undefined): boolean {
  return code !== undefined && creditCodes.has(code)
}
