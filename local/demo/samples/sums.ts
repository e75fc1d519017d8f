/** Adds up an invoice in minor units. */
import { toMoney, type Money } from '../../../src/domain/money.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'

export interface Sums {
  readonly net: Money
  readonly tax: Money
  readonly total: Money
}

export function sumsOf({ lines, taxRate, currency }: Invoice): Sums {
  const net = lines.reduce((sum, line) => sum + lineNet(line, currency).minor, 0)
  // Whole tenths of per cent and hundredths of a quantity keep every product a whole number.
  const tax = Math.round((net * Math.round(taxRate * 10)) / 1000)
  return {
    net: { minor: net, currency },
    tax: { minor: tax, currency },
    total: { minor: net + tax, currency },
  }
}

export function lineNet(line: InvoiceLine, currency: string): Money {
  const minor = Math.round((Math.round(line.quantity * 100) * priceOf(line, currency).minor) / 100)
  return { minor, currency }
}

/** Throws where the price has finer digits than its currency. */
export function priceOf({ price, text }: InvoiceLine, currency: string): Money {
  const money = toMoney(price, currency)
  if (money === undefined) throw new Error(`"${price}" of "${text}" is no amount in ${currency}`)
  return money
}
