/** All that came in on a day, however it stands. */
import type { InvoicePage } from './answers.ts'
import { appNow, ask } from './ask.ts'
import { element, show } from './element.ts'
import { foundTable } from './invoice-table.ts'
import { pager } from './pager.ts'
import type { Place } from './place.ts'
import { poll } from './poll.ts'

const everyMs = 10_000
const dayForm = /^\d{4}-\d\d-\d\d$/

export const dayList: Place = (argument, trouble) => {
  const day = dayForm.test(argument) ? argument : new Date(appNow()).toISOString().slice(0, 10)
  const place = element('div', { class: 'card' }, element('p', { class: 'empty' }, 'Looking…'))
  const pages = pager(() => void looks.again())
  const looks = poll(
    async () => {
      const page = await ask<InvoicePage>(`/desk/invoices?day=${day}&limit=50${pages.query()}`)
      pages.showNext(page.next)
      show(place, page, () => [
        foundTable(`Received on ${day}`, page.invoices, 'No invoice came in on that day.'),
      ])
    },
    everyMs,
    trouble,
  )
  const wished = element('input', { type: 'date', id: 'wished', value: day, required: true })
  const form = element(
    'form',
    {
      class: 'line',
      onsubmit: (event) => {
        event.preventDefault()
        location.hash = `#day/${wished.value}`
      },
    },
    element('label', { for: 'wished' }, 'Another day'),
    wished,
    element('button', { type: 'submit' }, 'Show'),
  )
  return {
    title: `Invoices of ${day}`,
    node: element('div', {}, element('h1', {}, `Invoices of ${day}`), form, place, pages.node),
    stop: () => looks.stop(),
  }
}
