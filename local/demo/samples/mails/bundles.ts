/** Mails whose files have to be sorted: data with its page, several invoices, an invoice with its terms. */
import { cii } from '../e-invoices/cii.ts'
import { ubl } from '../e-invoices/ubl.ts'
import { power } from '../invoices/german.ts'
import { freight } from '../invoices/northern.ts'
import { energy, workshop } from '../invoices/romance.ts'
import { banner } from '../layouts/banner.ts'
import { letter } from '../layouts/letter.ts'
import { sidebar } from '../layouts/sidebar.ts'
import { terms } from '../layouts/terms.ts'
import type { SampleMail } from '../sample.ts'
import { fromSeller, pdf, posted, xmlFile } from './mail.ts'

export async function bundledMails(): Promise<SampleMail[]> {
  const [first] = workshop
  return [
    fromSeller(energy.seller, {
      time: '08:13',
      subject: `Facture ${energy.number} (Factur-X)`,
      text: "Bonjour,\n\nvotre facture d'électricité est jointe au format Factur-X.",
      attachments: [pdf('VE-2026-118842.pdf', await facturX())],
      expected: [posted(energy, '6325')],
    }),
    fromSeller(power.seller, {
      time: '08:20',
      subject: `Ihre Stromrechnung ${power.number} als XRechnung`,
      text: 'Sehr geehrte Damen und Herren,\n\nanbei die XRechnung und zur Ansicht ein PDF.',
      attachments: [
        pdf('2026-11-400871.pdf', await letter(power)),
        xmlFile('2026-11-400871_xrechnung.xml', ubl(power)),
      ],
      expected: [posted(power, '6325')],
    }),
    fromSeller(first.seller, {
      time: '09:26',
      subject: 'Fatture 1041, 1042 e 1043/2026',
      text: 'Buongiorno,\n\nin allegato le fatture delle ultime tre consegne.',
      attachments: await Promise.all(
        workshop.map(async (invoice) =>
          pdf(`Fattura ${invoice.number.replace('/', '-')}.pdf`, await banner(invoice)),
        ),
      ),
      expected: workshop.map((invoice) => posted(invoice, '5200')),
    }),
    fromSeller(freight.seller, {
      time: '10:31',
      subject: `Factuur ${freight.number}`,
      text: 'Goedemorgen,\n\nbijgaand onze factuur en onze voorwaarden.',
      attachments: [
        pdf('WL26-09914.pdf', await sidebar(freight)),
        pdf('Algemene voorwaarden.pdf', await terms(freight.seller)),
      ],
      expected: [posted(freight, '6740')],
    }),
  ]
}

/** A page for people that carries the same invoice as data (Factur-X 1.0, ZUGFeRD 2). */
const facturX = (): Promise<Uint8Array> =>
  sidebar(energy, { embedded: { name: 'factur-x.xml', bytes: cii(energy), description: 'Factur-X' } })
