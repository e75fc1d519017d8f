/** Invoices in English, from Britain, Ireland, the United States and Japan. */
import { buyers } from '../buyers.ts'
import type { Invoice } from '../invoice.ts'
import { sellers } from '../sellers.ts'

const english = { kind: 'invoice', language: 'en' } as const

export const legal: Invoice = {
  ...english,
  locale: 'en-GB',
  currency: 'GBP',
  seller: sellers.harrow,
  buyer: buyers.gb,
  number: 'HF-20417',
  issued: '2026-11-19',
  due: '2026-12-19',
  order: 'PO-77120',
  lines: [
    { text: 'Review of supply agreements', quantity: 11.5, unit: 'hrs', price: '240.00' },
    { text: 'Filing fees, recharged at cost', quantity: 1, unit: 'pc', price: '130.00' },
  ],
  taxRate: 20,
  total: '3468.00',
}

export const signs: Invoice = {
  ...english,
  locale: 'en-IE',
  currency: 'EUR',
  seller: sellers.kilbride,
  buyer: buyers.ie,
  number: 'KPS/4471',
  issued: '2026-11-20',
  due: '2026-12-04',
  lines: [
    { text: 'Reception sign, brushed steel', quantity: 1, unit: 'pc', price: '640.00' },
    { text: 'Door plates, engraved', quantity: 24, unit: 'pcs', price: '18.50' },
    { text: 'Fitting on site', quantity: 6, unit: 'hrs', price: '55.00' },
  ],
  taxRate: 23,
  total: '1739.22',
}

export const hosting: Invoice = {
  ...english,
  locale: 'en-US',
  currency: 'USD',
  seller: sellers.cloudpier,
  buyer: buyers.us,
  number: 'CP-0093518',
  issued: '2026-11-22',
  due: '2026-12-22',
  lines: [
    { text: 'Team plan, November 2026', quantity: 45, unit: 'seats', price: '24.00' },
    { text: 'Storage above plan', quantity: 130, unit: 'GB', price: '1.30' },
  ],
  taxRate: 0,
  total: '1249.00',
  note: 'Thank you for your business.',
}

export const spindles: Invoice = {
  ...english,
  locale: 'en-US',
  currency: 'JPY',
  seller: sellers.sakura,
  buyer: buyers.deFromAbroad,
  number: 'SP26-1108',
  issued: '2026-11-13',
  due: '2026-12-28',
  order: 'BE-4500066',
  lines: [
    { text: 'Spindle bearing SPB-40', quantity: 24, unit: 'pcs', price: '16800' },
    { text: 'Calibration certificate', quantity: 24, unit: 'pcs', price: '1200' },
    { text: 'Air freight to Munich', quantity: 1, unit: 'lot', price: '54000' },
  ],
  taxRate: 0,
  taxNote: 'Export: no consumption tax.',
  total: '486000',
}

/** Comes as a scan. */
export const lunch: Invoice = {
  ...english,
  locale: 'en-GB',
  currency: 'GBP',
  seller: sellers.bridgeStreet,
  buyer: buyers.gb,
  number: '3107',
  issued: '2026-11-18',
  lines: [
    { text: 'Buffet lunch', quantity: 25, unit: 'pers', price: '14.50' },
    { text: 'Coffee and tea', quantity: 25, unit: 'pers', price: '3.20' },
  ],
  taxRate: 20,
  total: '531.00',
}
