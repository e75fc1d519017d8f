/** Invoices in Swedish and Dutch. */
import { buyers } from '../buyers.ts'
import type { Invoice } from '../invoice.ts'
import { sellers } from '../sellers.ts'

export const desks: Invoice = {
  kind: 'invoice',
  language: 'sv',
  locale: 'sv-SE',
  currency: 'SEK',
  seller: sellers.norrsken,
  buyer: buyers.se,
  number: '260778',
  issued: '2026-11-17',
  due: '2026-12-17',
  order: 'INK-3302',
  lines: [
    { text: 'Höj- och sänkbart skrivbord', quantity: 8, unit: 'st', price: '6450.00' },
    { text: 'Kontorsstol Nord', quantity: 8, unit: 'st', price: '3290.00' },
    { text: 'Frakt och montering', quantity: 1, unit: 'st', price: '4200.00' },
  ],
  taxRate: 25,
  total: '102650.00',
}

const dutch = {
  kind: 'invoice',
  language: 'nl',
  locale: 'nl-NL',
  currency: 'EUR',
  buyer: buyers.nl,
  taxRate: 21,
} as const

export const freight: Invoice = {
  ...dutch,
  seller: sellers.waterman,
  number: 'WL26-09914',
  issued: '2026-11-19',
  due: '2026-12-19',
  customer: '20417',
  lines: [
    { text: 'Wegtransport Rotterdam – München', quantity: 4, unit: 'ritten', price: '1180.00' },
    { text: 'Opslag pallets, oktober', quantity: 56, unit: 'st', price: '7.25' },
  ],
  total: '6202.46',
}

/** From a vendor that is in nobody's list. */
export const fruit: Invoice = {
  ...dutch,
  seller: sellers.groeneKist,
  number: '2026-0552',
  issued: '2026-11-20',
  due: '2026-12-04',
  lines: [
    { text: 'Fruitkist groot', quantity: 12, unit: 'st', price: '32.50' },
    { text: 'Bezorging', quantity: 4, unit: 'x', price: '6.95' },
  ],
  taxRate: 9,
  total: '455.40',
}
