/** Invoices in French, Spanish and Italian. */
import { buyers } from '../buyers.ts'
import type { Invoice } from '../invoice.ts'
import { sellers } from '../sellers.ts'

const french = {
  kind: 'invoice',
  language: 'fr',
  locale: 'fr-FR',
  currency: 'EUR',
  buyer: buyers.fr,
  taxRate: 20,
} as const

export const stationery: Invoice = {
  ...french,
  seller: sellers.papeterie,
  number: 'F2026-3304',
  issued: '2026-11-18',
  due: '2026-12-18',
  customer: 'C00871',
  lines: [
    { text: 'Papier recyclé A4', quantity: 60, unit: 'ram.', price: '5.40' },
    { text: 'Classeurs à levier', quantity: 40, unit: 'pcs', price: '3.15' },
    { text: 'Cartouches encre noire', quantity: 12, unit: 'pcs', price: '68.90' },
  ],
  total: '1532.16',
}

export const energy: Invoice = {
  ...french,
  seller: sellers.voltea,
  number: 'VE-2026-118842',
  issued: '2026-11-16',
  due: '2026-12-01',
  order: 'CMD-1190',
  lines: [
    { text: 'Électricité, octobre 2026', quantity: 9600, unit: 'kWh', price: '0.21' },
    { text: 'Abonnement mensuel', quantity: 1, unit: 'mois', price: '74.50' },
  ],
  total: '2508.60',
}

/** Takes back a part of an earlier invoice: amounts below zero. */
export const returned: Invoice = {
  kind: 'credit-note',
  language: 'es',
  locale: 'es-ES',
  currency: 'EUR',
  seller: sellers.meseta,
  buyer: buyers.es,
  number: 'R-2026-0031',
  issued: '2026-11-19',
  lines: [{ text: 'Portes Madrid–Valladolid no realizados', quantity: 3, unit: 'viajes', price: '-410.00' }],
  taxRate: 21,
  total: '-1488.30',
  note: 'Rectifica la factura 2026-0874 por servicios no prestados.',
}

const italian = {
  kind: 'invoice',
  language: 'it',
  locale: 'it-IT',
  currency: 'EUR',
  seller: sellers.ferrante,
  buyer: buyers.it,
  issued: '2026-11-20',
  due: '2026-12-20',
  taxRate: 22,
} as const

/** Three deliveries, three invoices of one day. */
export const workshop: readonly [Invoice, Invoice, Invoice] = [
  {
    ...italian,
    number: '1041/2026',
    lines: [
      { text: 'Flange in acciaio DN80', quantity: 36, unit: 'pz', price: '27.40' },
      { text: 'Foratura e sbavatura', quantity: 8, unit: 'ore', price: '42.00' },
    ],
    total: '1613.33',
  },
  {
    ...italian,
    number: '1042/2026',
    order: 'ORD-5519',
    lines: [{ text: 'Alberi torniti Ø 45 mm', quantity: 120, unit: 'pz', price: '19.85' }],
    total: '2906.04',
  },
  {
    ...italian,
    number: '1043/2026',
    lines: [
      { text: 'Rettifica piani macchina', quantity: 14.5, unit: 'ore', price: '58.00' },
      { text: 'Trasporto', quantity: 1, unit: 'corpo', price: '95.00' },
    ],
    total: '1141.92',
  },
]
