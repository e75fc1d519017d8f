/** What comes every day: one mail, one PDF, a vendor in the list. */
import { courier, cleaning } from '../invoices/german.ts'
import { hosting, legal, signs, spindles } from '../invoices/english.ts'
import { desks } from '../invoices/northern.ts'
import { returned, stationery } from '../invoices/romance.ts'
import { banner } from '../layouts/banner.ts'
import { letter } from '../layouts/letter.ts'
import { logo } from '../layouts/logo.ts'
import { receipt } from '../layouts/receipt.ts'
import { sidebar } from '../layouts/sidebar.ts'
import type { SampleMail } from '../sample.ts'
import { fromSeller, pdf, posted } from './mail.ts'

export async function everydayMails(): Promise<SampleMail[]> {
  return [
    fromSeller(cleaning.seller, {
      time: '06:42',
      subject: `Rechnung ${cleaning.number}`,
      text: 'Guten Morgen,\n\nanbei unsere Rechnung für Oktober.',
      attachments: [pdf('Rechnung_RE-2026-1187.pdf', await letter(cleaning))],
      expected: [posted(cleaning, '6330')],
    }),
    fromSeller(legal.seller, {
      time: '07:05',
      subject: `Invoice ${legal.number} for your order ${legal.order}`,
      text: 'Dear Accounts Payable,\n\nplease find our invoice attached.',
      attachments: [pdf('HF-20417.pdf', await banner(legal))],
      expected: [posted(legal, '6825')],
    }),
    fromSeller(stationery.seller, {
      time: '07:18',
      subject: `Votre facture ${stationery.number}`,
      text: 'Bonjour,\n\nvous trouverez ci-joint notre facture du 18 novembre.',
      attachments: [pdf('facture F2026-3304.pdf', await sidebar(stationery))],
      expected: [posted(stationery, '6815')],
    }),
    fromSeller(hosting.seller, {
      time: '07:31',
      subject: 'Your Cloudpier invoice',
      text: 'Hi,\n\nyour invoice for November is attached.',
      attachments: [pdf('invoice.pdf', await receipt(hosting))],
      expected: [posted(hosting, '6837')],
    }),
    fromSeller(courier.seller, {
      time: '07:40',
      subject: `Faktura ${courier.number}`,
      text: 'Grüezi,\n\nbeiliegend erhalten Sie unsere Rechnung.',
      attachments: [pdf('AK 26-30915.pdf', await letter(courier))],
      expected: [posted(courier, '6740')],
    }),
    fromSeller(desks.seller, {
      time: '07:52',
      subject: `Faktura ${desks.number}`,
      text: 'Hej!\n\nBifogat finns vår faktura.',
      attachments: [pdf('Faktura 260778.pdf', await sidebar(desks))],
      expected: [posted(desks, '6845')],
    }),
    fromSeller(spindles.seller, {
      time: '08:01',
      subject: `Commercial invoice ${spindles.number}`,
      text: 'Dear Sirs,\n\nyour goods left Nagoya today; the invoice is attached.',
      attachments: [pdf('SP26-1108.pdf', await banner(spindles))],
      expected: [posted(spindles, '5100')],
    }),
    fromSeller(returned.seller, {
      time: '08:34',
      subject: `Factura rectificativa ${returned.number}`,
      text: 'Buenos días:\n\nadjuntamos el abono de tres viajes.',
      attachments: [pdf('R-2026-0031.pdf', await banner(returned))],
      expected: [posted(returned, '6740')],
    }),
    fromSeller(signs.seller, {
      time: '09:40',
      subject: `Invoice ${signs.number}: reception sign`,
      text: 'Hello,\n\nthe sign is up! Our invoice is attached.',
      attachments: [
        // The logo of the signature: inline, no document.
        { name: 'image001.png', contentType: 'image/png', bytes: logo(signs.seller.colour), isInline: true },
        pdf('KPS-4471.pdf', await letter(signs)),
      ],
      expected: [posted(signs, '6600')],
    }),
  ]
}
