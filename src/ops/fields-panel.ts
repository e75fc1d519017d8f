/** The values of an invoice with the words each was read from; where a person may correct them, in place, beside the document. */
import { type Evidence, fieldLabels, type FieldName, fieldNames } from '../domain/reading.ts'
import type { WholeInvoice } from './answers.ts'
import { correctionForm, type Fields } from './correction-form.ts'
import type { DocumentViewer } from './document-viewer.ts'
import { element, focusKey, show } from './element.ts'
import { table } from './table.ts'

/** `corrected` is called once a correction was taken. */
export function fieldsPanel(viewer: DocumentViewer, corrected: () => void) {
  const place = element('div')
  const node = element(
    'section',
    { 'aria-labelledby': 'fields' },
    element('h2', { id: 'fields' }, 'Values'),
    place,
  )
  let isCorrecting = false
  let last: WholeInvoice | undefined

  function draw(invoice: WholeInvoice): void {
    const { fields, can } = invoice
    if (fields !== null) viewer.mark(marksOf(fields))
    show(place, [fields, can, isCorrecting], () =>
      fields === null
        ? [element('p', { class: 'empty' }, 'Nothing was read yet.')]
        : isCorrecting
          ? [linked(correctionForm(invoice, fields, leave))]
          : [fieldTable(fields), ...correctButton(invoice)],
    )
  }
  function toggle(isOn: boolean): void {
    isCorrecting = isOn
    if (last !== undefined) draw(last)
    if (isOn) document.getElementById('field-vendorName')?.focus()
    else focusKey('correct')
  }
  const leave = (isCorrected: boolean): void => {
    toggle(false)
    if (isCorrected) corrected()
  }
  const linked = (node: HTMLElement): HTMLElement => {
    viewer.link(node)
    return node
  }
  const correctButton = ({ can }: WholeInvoice): HTMLElement[] =>
    can.includes('correct')
      ? [
          element(
            'p',
            { class: 'buttons' },
            element(
              'button',
              { type: 'button', 'data-key': 'correct', onclick: () => toggle(true) },
              'Correct values',
            ),
          ),
        ]
      : []

  function fieldTable(fields: Fields): HTMLElement {
    return linked(
      table(
        'Each with where it was read',
        [{ head: 'Field' }, { head: 'Value' }, { head: 'Read from' }],
        fieldNames.map((name) => {
          const field = fields[name]
          return {
            key: name,
            cells: [
              fieldLabels[name],
              field.value ?? element('span', { class: 'quiet' }, '–'),
              field.value === null
                ? element('span', { class: 'note' }, field.reason)
                : evidenceCell(viewer, name, field.evidence),
            ],
          }
        }),
        '',
      ),
    )
  }

  return {
    node,
    show(invoice: WholeInvoice): void {
      last = invoice
      if (isCorrecting && invoice.can.includes('correct')) return
      isCorrecting = false
      draw(invoice)
    },
  }
}

function evidenceCell(viewer: DocumentViewer, name: FieldName, evidence: Evidence): HTMLElement {
  const { source, by, page, quote, term } = evidence
  const who =
    source === 'person' ? `corrected by ${by ?? 'a person'}` : [source, by, term].filter(Boolean).join(', ')
  const words = element('span', { class: 'note inline' }, element('q', {}, quote), ` ${who}`)
  if (page === undefined || source === 'person') return words
  const go = element(
    'button',
    { type: 'button', class: 'plain', 'data-key': `show ${name}`, onclick: () => viewer.point(name) },
    `page ${page}`,
    element('span', { class: 'unseen' }, `: show ${fieldLabels[name]} in the document`),
  )
  return element('span', {}, words, ' ', go)
}

const marksOf = (fields: Fields) =>
  fieldNames.flatMap((name) => {
    const field = fields[name]
    if (field.value === null || field.evidence.source === 'person' || field.evidence.page === undefined)
      return []
    return [{ name, label: `${fieldLabels[name]}: ${field.value}`, evidence: field.evidence }]
  })
