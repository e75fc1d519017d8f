/** What waits for a person: held, duplicates, parked; a page of each at a time. */
import type { InvoicePage } from './answers.ts'
import { ask } from './ask.ts'
import { element, show } from './element.ts'
import { waitingTable } from './invoice-table.ts'
import { pager } from './pager.ts'
import type { Place } from './place.ts'
import { poll } from './poll.ts'

const lists = { held: 'Held', duplicate: 'Duplicates', parked: 'Parked', refused: 'Refused' } as const
type List = keyof typeof lists

const everyMs = 10_000
const isList = (name: string): name is List => Object.hasOwn(lists, name)

export const waitingList: Place = (argument, trouble) => {
  const list: List = isList(argument) ? argument : 'held'
  const place = element('div', { class: 'card' }, element('p', { class: 'empty' }, 'Looking…'))
  const pages = pager(() => void looks.again())
  const looks = poll(
    async () => {
      const page = await ask<InvoicePage>(`/desk/invoices?state=${list}&limit=25${pages.query()}`)
      pages.showNext(page.next)
      show(place, page, () => [waitingTable(lists[list], page.invoices, () => void looks.again())])
    },
    everyMs,
    trouble,
  )
  const tabs = Object.entries(lists).map(([name, label]) =>
    element('a', { href: `#waiting/${name}`, 'aria-current': name === list ? 'page' : undefined }, label),
  )
  return {
    title: `Waiting: ${lists[list].toLowerCase()}`,
    node: element(
      'div',
      {},
      element('h1', {}, 'Waiting for a person'),
      element('nav', { class: 'tabs', 'aria-label': 'Lists' }, ...tabs),
      place,
      pages.node,
    ),
    stop: () => looks.stop(),
  }
}
