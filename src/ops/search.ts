/** Search by vendor, number or id: how they begin is enough. */
import type { SearchAnswer } from './answers.ts'
import { ask } from './ask.ts'
import { element, say } from './element.ts'
import { foundTable } from './invoice-table.ts'
import type { Place } from './place.ts'
import { plural } from './words.ts'

const kinds = { '': 'vendor, number or id', vendor: 'vendor', number: 'invoice number', id: 'id' } as const
const words = { vendor: 'a vendor', number: 'an invoice number', id: 'an id' } as const

export const searchPage: Place = (_, trouble) => {
  const text = element('input', {
    id: 'text',
    type: 'search',
    required: true,
    maxlength: 200,
    autocomplete: 'off',
  })
  const by = element(
    'select',
    { id: 'by' },
    ...Object.entries(kinds).map(([value, label]) => element('option', { value }, label)),
  )
  const place = element('div', { class: 'card' })
  const search = async () => {
    try {
      const answer = await ask<SearchAnswer>('/desk/search', {
        text: text.value.trim(),
        ...(by.value === '' ? {} : { by: by.value }),
      })
      trouble(undefined)
      place.replaceChildren(...found(answer))
      say(`${plural(answer.invoices.length, 'invoice')} found.`)
    } catch (error) {
      trouble(error)
    }
  }
  const form = element(
    'form',
    {
      role: 'search',
      class: 'line',
      onsubmit: (event) => {
        event.preventDefault()
        void search()
      },
    },
    element('label', { for: 'text' }, 'Begins with'),
    text,
    element('label', { for: 'by' }, 'Search as'),
    by,
    element('button', { type: 'submit', class: 'main' }, 'Search'),
  )
  return {
    title: 'Search',
    node: element('div', {}, element('h1', {}, 'Search'), form, place),
    stop: () => {},
  }
}

function found({ invoices, searched }: SearchAnswer): HTMLElement[] {
  const looks = searched.map(
    ({ by, word, found: count, isAll }) =>
      `${by === 'id' ? 'as' : 'as the beginning of'} ${words[by]} (${word}): ${count}${isAll ? '' : ' and more, type more of it'}`,
  )
  const told = looks.length === 0 ? 'Nothing in it can be searched for.' : `Searched ${looks.join('; ')}.`
  return [foundTable('Found', invoices, 'Nothing was found.'), element('p', { class: 'quiet' }, told)]
}
