/** All layouts by name: each draws the same facts in another way, as printers of invoices do. */
import { banner, form, sidebar } from './layouts/boxes.ts'
import { centred, columns, inline } from './layouts/heads.ts'
import type { Layout } from './layouts/layout.ts'
import { buyerFirst, letter, stacked, twoPages } from './layouts/letters.ts'
import { dotted, receipt, sideways, sumRow } from './layouts/unusual.ts'

export const layouts = {
  letter,
  columns,
  inline,
  twoPages,
  form,
  stacked,
  buyerFirst,
  centred,
  sidebar,
  banner,
  receipt,
  dotted,
  sumRow,
  sideways,
} as const satisfies Readonly<Record<string, Layout>>
export type LayoutName = keyof typeof layouts
export const layoutNames = Object.keys(layouts) as LayoutName[]
