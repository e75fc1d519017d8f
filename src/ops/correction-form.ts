/** The form in which a person corrects what was read; only what was changed is sent. */
import { fieldLabels, type FieldName, fieldNames } from '../domain/reading.ts'
import type { WholeInvoice } from './answers.ts'
import { confirm } from './confirm.ts'
import { nameOf, send } from './decisions.ts'
import { element } from './element.ts'

export type Fields = NonNullable<WholeInvoice['fields']>

/** `left` is called with true once a correction was taken, with false where the person leaves it. */
export function correctionForm(
  invoice: WholeInvoice,
  fields: Fields,
  left: (isCorrected: boolean) => void,
): HTMLElement {
  const inputs = fieldNames.map((name) => ({
    name,
    input: element('input', {
      id: `field-${name}`,
      value: fields[name].value ?? '',
      maxlength: 200,
      autocomplete: 'off',
    }),
  }))
  const rows = inputs.map(({ name, input }) =>
    element(
      'div',
      { class: 'pair', 'data-row': name },
      element('label', { for: input.id }, fieldLabels[name]),
      input,
    ),
  )
  const fault = element('p', { class: 'fault', role: 'alert' })
  const submit = async () => {
    const changed = inputs.flatMap(({ name, input }) => {
      const value = input.value.trim() === '' ? null : input.value.trim()
      return value === fields[name].value ? [] : [[name, value] as const]
    })
    if (changed.length === 0) {
      fault.textContent = 'No value was changed.'
      return
    }
    if (!(await confirmCorrection(invoice, fields, changed))) return
    left(true)
  }
  const form = element(
    'form',
    {
      class: 'correction',
      onsubmit: (event) => {
        event.preventDefault()
        void submit()
      },
    },
    element(
      'p',
      { class: 'quiet' },
      'Dates as 2026-11-24, amounts as 1190.00; an empty value is taken away.',
    ),
    ...rows,
    fault,
    element(
      'div',
      { class: 'buttons' },
      element('button', { type: 'button', onclick: () => left(false) }, 'Leave as it is'),
      element('button', { type: 'submit', class: 'main', 'data-key': 'save' }, 'Save corrections'),
    ),
  )
  return form
}

function confirmCorrection(
  invoice: WholeInvoice,
  fields: Fields,
  changed: readonly (readonly [FieldName, string | null])[],
) {
  const lines = changed.map(([name, value]) =>
    element('li', {}, `${fieldLabels[name]}: ${fields[name].value ?? 'nothing'} → ${value ?? 'nothing'}`),
  )
  return confirm({
    title: `Correct: ${nameOf(invoice)}`,
    text: 'The invoice is judged anew with these values; what was read stays in the trail.',
    act: 'Correct',
    more: [element('ul', {}, ...lines)],
    run: (by) => send(invoice, 'correct', { ...by, fields: Object.fromEntries(changed) }, 'corrected'),
  })
}
