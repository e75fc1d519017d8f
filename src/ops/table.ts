/** A table as screen readers know it: a caption, heads, one cell of each row its name. On a narrow screen each row becomes a card. */
import { type Child, element } from './element.ts'

/** What stands in a cell that has nothing to say. */
export const none = '–'

export interface Column {
  readonly head: string
  readonly align?: 'right'
  /** Never broken into lines. */
  readonly isShort?: boolean
  /** Holds what can be done: no head is seen. */
  readonly isDoing?: boolean
}

export interface TableRow {
  /** The first cell names the row. */
  readonly cells: readonly (Child | readonly Child[])[]
  readonly key?: string
  readonly mark?: 'bad' | 'warn'
}

/** `empty` stands where there is no row. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly TableRow[],
  empty: string,
): HTMLElement {
  if (rows.length === 0)
    return element(
      'div',
      {},
      element('p', { class: 'caption' }, caption),
      element('p', { class: 'empty' }, empty),
    )
  // Roles are named since a card's layout would take them away.
  return element(
    'table',
    { role: 'table' },
    element('caption', {}, caption),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...columns.map(head))),
    element('tbody', { role: 'rowgroup' }, ...rows.map((row) => bodyRow(columns, row))),
  )
}

const head = ({ head: text, align, isDoing }: Column): HTMLElement =>
  element(
    'th',
    { scope: 'col', role: 'columnheader', class: align === 'right' ? 'right' : undefined },
    isDoing ? element('span', { class: 'unseen' }, text) : text,
  )

function bodyRow(columns: readonly Column[], { cells, key, mark }: TableRow): HTMLElement {
  return element(
    'tr',
    { role: 'row', class: mark, 'data-row': key },
    ...cells.map((cell, place) => {
      const { head: label, align, isDoing, isShort } = columns[place] ?? { head: '' }
      const attributes = {
        'data-label': isDoing ? undefined : label,
        class: align === 'right' ? 'right' : isDoing ? 'doing' : isShort ? 'short' : undefined,
        // Left out where there is no room.
        'data-none': cell === none,
      }
      const children = Array.isArray(cell) ? (cell as readonly Child[]) : [cell as Child]
      return place === 0
        ? element('th', { scope: 'row', role: 'rowheader', ...attributes }, ...children)
        : element('td', { role: 'cell', ...attributes }, ...children)
    }),
  )
}

export const badge = (text: string, mood: 'good' | 'warn' | 'bad' | 'plain'): HTMLElement =>
  element('span', { class: `badge ${mood}` }, text)
