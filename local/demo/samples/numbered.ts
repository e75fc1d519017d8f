/** Everyday invoices without end: the samples in several layouts, languages and currencies, each with a number of its own. */
import type { Invoice } from './invoice.ts'
import { hosting, legal, signs } from './invoices/english.ts'
import { cleaning, courier } from './invoices/german.ts'
import { desks } from './invoices/northern.ts'
import { stationery } from './invoices/romance.ts'
import { banner } from './layouts/banner.ts'
import { letter } from './layouts/letter.ts'
import type { PdfExtras } from './layouts/pdf.ts'
import { receipt } from './layouts/receipt.ts'
import { sidebar } from './layouts/sidebar.ts'

export interface NumberedInvoice {
  readonly invoice: Invoice
  readonly draw: (extras?: PdfExtras) => Promise<Uint8Array>
}

const models: readonly (readonly [Invoice, (invoice: Invoice, extras?: PdfExtras) => Promise<Uint8Array>])[] =
  [
    [cleaning, letter],
    [legal, banner],
    [stationery, sidebar],
    [hosting, receipt],
    [courier, letter],
    [desks, sidebar],
    [signs, letter],
  ]

const day = 24 * 3_600_000
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The same invoice for the same place and day, another for another place. */
export function numberedInvoice(place: number, now: Date): NumberedInvoice {
  const [model, layout] = models[place % models.length] ?? [cleaning, letter]
  const invoice = {
    ...model,
    number: following(model.number, place),
    issued: isoDay(now.getTime() - 3 * day),
    ...(model.due === undefined ? {} : { due: isoDay(now.getTime() + 27 * day) }),
  }
  return { invoice, draw: (extras) => layout(invoice, extras) }
}

/** "RE-2026-1187" and 5 make "RE-2026-1192". */
const following = (number: string, by: number): string =>
  number.replace(/\d+$/, (digits) => String(Number(digits) + by).padStart(digits.length, '0'))
