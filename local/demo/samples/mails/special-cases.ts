/** Mails that end elsewhere than with a coded invoice. */
import { licences, insurance } from '../invoices/german.ts'
import { legal, lunch } from '../invoices/english.ts'
import { fruit } from '../invoices/northern.ts'
import { banner } from '../layouts/banner.ts'
import { letter } from '../layouts/letter.ts'
import { receipt } from '../layouts/receipt.ts'
import { scan } from '../layouts/scan.ts'
import type { SampleMail } from '../sample.ts'
import { at, fromSeller, needsCoding, pdf } from './mail.ts'

export async function specialMails(): Promise<SampleMail[]> {
  return [
    fromSeller(lunch.seller, {
      time: '08:47',
      subject: 'Lunch on Wednesday',
      text: 'Hello,\n\nhere is our invoice, scanned.',
      attachments: [pdf('SCAN0031.pdf', await scan(lunch))],
      expected: [{ outcome: 'could not be read' }],
    }),
    {
      // Somebody inside forwards what came at 07:05 already.
      mail: {
        from: { name: 'Petra Sample', address: 'petra.sample@fabrikam.example' },
        subject: 'FW: please pay',
        receivedAt: at('09:02'),
        body: 'This was in my inbox. Can you take care of it?\n\nPetra\n',
        folder: 'Inbox',
        attachments: [pdf('scan_0021.pdf', await banner(legal))],
      },
      expected: [{ ...needsCoding(legal), outcome: 'duplicate' }],
    },
    fromSeller(fruit.seller, {
      time: '09:15',
      subject: 'Factuur fruit november',
      text: 'Hallo,\n\nhierbij de factuur van deze maand.',
      attachments: [pdf('factuur-2026-0552.pdf', await receipt(fruit))],
      expected: [needsCoding(fruit)],
    }),
    fromSeller(insurance.seller, {
      time: '10:10',
      subject: 'Ihre Beitragsrechnung',
      text: 'Guten Tag,\n\ndas Kennwort der Rechnung erhalten Sie mit getrennter Post.',
      attachments: [pdf('Beitragsrechnung.pdf', await letter(insurance, { password: 'hp-88104' }))],
      expected: [{ outcome: 'could not be read' }],
    }),
    fromSeller(licences.seller, {
      time: '10:22',
      subject: `Rechnung ${licences.number} zu ${licences.order}`,
      text: 'Guten Tag,\n\nanbei die Rechnung zu Ihrer Lizenzbestellung.',
      attachments: [pdf('ASH-260934.pdf', await banner(licences))],
      expected: [needsCoding(licences)],
    }),
  ]
}
