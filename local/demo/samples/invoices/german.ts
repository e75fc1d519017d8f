/** Invoices in German, from Germany and Switzerland. */
import { buyers } from '../buyers.ts'
import type { Invoice } from '../invoice.ts'
import { sellers } from '../sellers.ts'

const german = {
  kind: 'invoice',
  language: 'de',
  locale: 'de-DE',
  currency: 'EUR',
  buyer: buyers.de,
  taxRate: 19,
} as const

export const cleaning: Invoice = {
  ...german,
  seller: sellers.lindenhof,
  number: 'RE-2026-1187',
  issued: '2026-11-20',
  due: '2026-12-04',
  customer: 'K-40218',
  lines: [
    { text: 'Unterhaltsreinigung Büroflächen, Oktober 2026', quantity: 62, unit: 'Std.', price: '31.50' },
    { text: 'Glasreinigung Eingangshalle', quantity: 1, unit: 'psch.', price: '280.00' },
    { text: 'Verbrauchsmaterial Sanitär', quantity: 4, unit: 'Kt.', price: '46.90' },
  ],
  total: '2880.51',
  note: 'Bitte überweisen Sie den Gesamtbetrag bis zum 04.12.2026 auf unser unten genanntes Konto.',
}

export const power: Invoice = {
  ...german,
  seller: sellers.stadtwerke,
  number: '2026-11-400871',
  issued: '2026-11-18',
  due: '2026-12-02',
  order: 'RV-2024-017',
  customer: '7001426',
  lines: [
    { text: 'Strom Werk München, Oktober 2026', quantity: 18450, unit: 'kWh', price: '0.24' },
    { text: 'Grundpreis Mittelspannung', quantity: 1, unit: 'Mon.', price: '185.00' },
  ],
  total: '5489.47',
}

export const insurance: Invoice = {
  ...german,
  seller: sellers.hansapolice,
  number: 'HP-88104/26',
  issued: '2026-11-16',
  due: '2026-12-16',
  lines: [{ text: 'Betriebshaftpflicht, Jahresbeitrag 2027', quantity: 1, unit: 'Jahr', price: '4120.00' }],
  total: '4902.80',
}

export const licences: Invoice = {
  ...german,
  seller: sellers.arcadia,
  number: 'ASH-260934',
  issued: '2026-11-19',
  due: '2026-12-19',
  order: 'BE-4500081',
  lines: [
    { text: 'CAD-Arbeitsplatz, Jahreslizenz', quantity: 6, unit: 'Stk.', price: '1390.00' },
    { text: 'Wartung und Aktualisierungen', quantity: 6, unit: 'Stk.', price: '210.00' },
  ],
  total: '11424.00',
}

export const courier: Invoice = {
  kind: 'invoice',
  language: 'de',
  locale: 'de-CH',
  currency: 'CHF',
  seller: sellers.alpenkurier,
  buyer: buyers.ch,
  number: 'AK 26-30915',
  issued: '2026-11-17',
  due: '2026-12-17',
  customer: '55-1208',
  lines: [
    { text: 'Expresskurier Zürich–Chur, Oktober 2026', quantity: 22, unit: 'Fahrten', price: '68.00' },
    { text: 'Zolldeklaration', quantity: 9, unit: 'Stk.', price: '35.00' },
  ],
  taxRate: 8.1,
  total: '1957.69',
}
