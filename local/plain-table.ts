/** Tables for people: a rule under the head, none between; readable without colour, in any terminal and in a log. */
import Table from 'cli-table3'

const chars = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '-',
  'mid-mid': ' ',
  right: '',
  'right-mid': '',
  middle: ' ',
}

export const plain = { style: { head: [], border: [], compact: true }, chars }

export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
  /** Left out: as wide as what stands in it. */
  readonly width?: number
}

/** What is wider than its column goes on in the next line. */
export function plainTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    ...plain,
    ...(columns.some(({ head }) => head !== '') ? { head: columns.map(({ head }) => head) } : {}),
    colAligns: columns.map(({ align = 'left' }) => align),
    colWidths: columns.map(({ width = null }) => width),
    wordWrap: true,
  })
  for (const row of rows) table.push([...row])
  return table.toString().replaceAll(/ +$/gm, '')
}
