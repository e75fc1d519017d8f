/** Mails without an invoice in them. */
import type { SampleMail } from '../sample.ts'
import { at } from './mail.ts'

export const otherMails: readonly SampleMail[] = [
  {
    mail: {
      from: { name: 'Office Trends', address: 'news@officetrends.example' },
      subject: 'Ten ideas for a brighter office',
      receivedAt: at('09:51'),
      headers: { 'List-Unsubscribe': '<https://officetrends.example/unsubscribe>', Precedence: 'bulk' },
      body: 'This month: plants that forgive you everything, and desks that stand up.\n',
      folder: 'Inbox',
      attachments: [],
    },
    expected: [{ outcome: 'not-an-invoice' }],
  },
  {
    mail: {
      from: { name: 'Jonas Albrecht', address: 'jonas.albrecht@stadtwerke-musterau.example' },
      subject: 'Automatische Antwort: Rückfrage zum Zählerstand',
      receivedAt: at('10:03'),
      headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
      body: 'Ich bin bis zum 30.11.2026 nicht im Büro. Ihre Rechnung wird nicht weitergeleitet.\n',
      folder: 'Inbox',
      attachments: [],
    },
    expected: [{ outcome: 'not-an-invoice' }],
  },
]
