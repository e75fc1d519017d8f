/** An invoice's whole story: the document beside the values, each marked where it was read, what can be decided, and the audit trail. */
import type { WholeInvoice } from './answers.ts'
import { ask } from './ask.ts'
import { decisionButtons, nameOf } from './decisions.ts'
import { documentViewer } from './document-viewer.ts'
import { element, show } from './element.ts'
import { fieldsPanel } from './fields-panel.ts'
import { invoiceLink, outcomeBadge } from './invoice-table.ts'
import type { Place } from './place.ts'
import { poll } from './poll.ts'
import { table } from './table.ts'
import { amountText, momentText, timeText } from './words.ts'

const everyMs = 4_000

export const invoicePage: Place = (argument, trouble) => {
  const head = element('div', { class: 'invoice-head' }, element('h1', {}, 'Invoice'))
  const decide = element('div')
  const story = element('div')
  const again = () => void looks.again()
  const viewer = documentViewer(argument)
  const fields = fieldsPanel(viewer, again)
  const looks = poll(
    async () => {
      const invoice = await ask<WholeInvoice>(`/desk/invoices/${encodeURIComponent(argument)}`)
      document.title = `${nameOf(invoice)} – Invoice Agent`
      show(head, invoice, () => [headOf(invoice)])
      show(decide, [invoice.can, invoice.doubts, invoice.reasons, invoice.stands], () =>
        decisionsOf(invoice, again),
      )
      viewer.show(invoice.files)
      fields.show(invoice)
      show(story, invoice.audit, () => [storyOf(invoice)])
    },
    everyMs,
    trouble,
  )
  return {
    title: 'Invoice',
    node: element(
      'div',
      { class: 'invoice' },
      head,
      decide,
      element('div', { class: 'beside' }, viewer.node, element('div', {}, fields.node, story)),
    ),
    stop() {
      looks.stop()
      viewer.stop()
    },
  }
}

function headOf(invoice: WholeInvoice): HTMLElement {
  const { vendor, from, invoiceNumber, amount, currency, subject, receivedAt, invoiceId, coding } = invoice
  const fact = (name: string, value: string | HTMLElement) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value))
  return element(
    'div',
    {},
    element('h1', {}, [vendor ?? from, invoiceNumber].filter((part) => part !== null).join(' · ')),
    element(
      'dl',
      { class: 'facts' },
      fact('Outcome', outcomeBadge(invoice)),
      fact('Amount', amountText(amount, currency)),
      fact('Received', timeText(receivedAt)),
      fact('Id', element('code', {}, invoiceId)),
      fact(
        'Coding',
        coding === null
          ? '–'
          : coding.kind === 'coded'
            ? coding.ledgerAccount
            : `needs coding: ${coding.reason}`,
      ),
      fact('Mail', `${subject} (${from})`),
    ),
  )
}

function decisionsOf(invoice: WholeInvoice, decided: () => void): HTMLElement[] {
  const { reasons, doubts, decided: told, duplicateOf, stands } = invoice
  const texts = [...new Set([...reasons, ...doubts.map(({ text }) => text)])]
  const lines = [...texts, ...told].map((text) => element('li', {}, text))
  const other =
    duplicateOf === null
      ? []
      : [element('li', {}, invoiceLink({ ...invoice, invoiceId: duplicateOf, vendor: 'The one it doubles' }))]
  if (invoice.state === 'parked')
    other.push(element('li', {}, element('a', { href: '#cases' }, 'To the poison desk')))
  const buttons = decisionButtons(invoice, decided)
  return [
    element(
      'section',
      { class: `decide ${buttons.length > 0 ? 'open' : ''}`, 'aria-labelledby': 'stands' },
      element('p', { id: 'stands' }, `${stands.charAt(0).toUpperCase()}${stands.slice(1)}.`),
      lines.length + other.length === 0 ? null : element('ul', {}, ...lines, ...other),
      buttons.length === 0 ? null : element('div', { class: 'buttons' }, ...buttons),
    ),
  ]
}

const storyOf = ({ audit }: WholeInvoice): HTMLElement =>
  element(
    'section',
    { 'aria-labelledby': 'story' },
    element('h2', { id: 'story' }, 'Story'),
    table(
      'From the audit trail, the first line first',
      [{ head: 'When', isShort: true }, { head: 'Who' }, { head: 'What' }],
      audit.map(({ at, who, what }) => ({ cells: [momentText(at), who, what] })),
      'Nothing happened yet.',
    ),
  )
