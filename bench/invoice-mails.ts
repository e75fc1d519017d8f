/** Invoice mails for a load: the demo's everyday invoices in several layouts, languages and currencies, each with a number of its own. */
import type { Invoice } from '../local/demo/samples/invoice.ts'
import { hosting, legal, signs } from '../local/demo/samples/invoices/english.ts'
import { cleaning, courier } from '../local/demo/samples/invoices/german.ts'
import { desks } from '../local/demo/samples/invoices/northern.ts'
import { stationery } from '../local/demo/samples/invoices/romance.ts'
import { banner } from '../local/demo/samples/layouts/banner.ts'
import { letter } from '../local/demo/samples/layouts/letter.ts'
import { receipt } from '../local/demo/samples/layouts/receipt.ts'
import { sidebar } from '../local/demo/samples/layouts/sidebar.ts'
import type { NewMail } from '../local/lab/graph/stored-mail.ts'

export interface InvoiceMail {
  readonly number: string
  readonly mail: NewMail
}

const models: readonly (readonly [Invoice, (invoice: Invoice) => Promise<Uint8Array>])[] = [
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

/** `count` mails with one PDF each. Numbers go on from `first`, so that no two calls make the same invoice. */
export function invoiceMails(first: number, count: number, now: Date): Promise<InvoiceMail[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => invoiceMail(first + i, now)))
}

async function invoiceMail(place: number, now: Date): Promise<InvoiceMail> {
  const [model, draw] = models[place % models.length] ?? [cleaning, letter]
  const invoice = {
    ...model,
    number: following(model.number, place),
    issued: isoDay(now.getTime() - 3 * day),
    ...(model.due === undefined ? {} : { due: isoDay(now.getTime() + 27 * day) }),
  }
  const { seller, number } = invoice
  const attachment = { name: `${place}.pdf`, contentType: 'application/pdf', bytes: await draw(invoice) }
  return {
    number,
    mail: {
      from: { name: seller.name, address: seller.mail },
      subject: `Invoice ${number}`,
      receivedAt: now,
      body: 'Our invoice is attached.',
      folder: 'Inbox',
      attachments: [attachment],
    },
  }
}

/** "RE-2026-1187" and 5 make "RE-2026-1192". */
const following = (number: string, by: number): string =>
  number.replace(/\d+$/, (digits) => String(Number(digits) + by).padStart(digits.length, '0'))
