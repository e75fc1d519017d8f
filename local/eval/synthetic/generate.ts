/** Invented invoices with their truth: every country's words in every layout, as often as asked for. */
import { pageLayout } from '../../../src/adapters/documents/pdf/page-layout.ts'
import type { Page } from '../../../src/domain/rules/layout.ts'
import { canvasOf, pageSize, type Placed } from './canvas.ts'
import { factsOf, localeNames, type Facts, type LocaleName } from './facts.ts'
import { layoutNames, layouts, type LayoutName } from './layouts.ts'
import type { Truth } from '../truth.ts'

export interface Synthetic {
  readonly name: string
  readonly locale: LocaleName
  readonly layout: LayoutName
  readonly truth: Truth
  readonly drawn: readonly (readonly Placed[])[]
  readonly pages: readonly Page[]
}

/** `count` of them: each locale in each layout in turn. */
export function synthetics(seed: number, count: number): Synthetic[] {
  return Array.from({ length: count }, (_, i) => {
    const locale = localeNames[i % localeNames.length] as LocaleName
    const layout = layoutNames[Math.floor(i / localeNames.length) % layoutNames.length] as LayoutName
    return synthetic(locale, layout, seed * 1_000_003 + i)
  })
}

export function synthetic(locale: LocaleName, layout: LayoutName, seed: number): Synthetic {
  const facts = factsOf(locale, seed)
  const canvas = canvasOf(facts.chance.percent(50) ? 'line' : 'word')
  layouts[layout](canvas, facts)
  const drawn = canvas.pages
  return {
    name: `${locale}-${layout}-${seed}`,
    locale,
    layout,
    truth: truthOf(facts, `${locale}-${layout}-${seed}`),
    drawn,
    pages: drawn.map((placed, page) => pageLayout(page + 1, viewport, placed.map(asItem), new Map()).page),
  }
}

/** From PDF's upward to the downward places of a page as shown. */
const viewport = { ...pageSize, transform: [1, 0, 0, -1, 0, pageSize.height] }

/** As pdf.js would give the text back. */
const asItem = ({
  text,
  x,
  y,
  size,
  width,
  isUpwards,
}: Placed): Parameters<typeof pageLayout>[2][number] => ({
  str: text,
  transform: isUpwards
    ? [0, size, -size, 0, x, pageSize.height - y]
    : [size, 0, 0, size, x, pageSize.height - y],
  width,
  height: size,
})

function truthOf(facts: Facts, file: string): Truth {
  const { due, seller } = facts
  return {
    file,
    kind: 'text-pdf',
    expect: 'extract',
    language: facts.language,
    documentType: facts.isCredit ? 'credit-note' : 'invoice',
    vendorName: seller.name,
    vendorTaxId: seller.taxId,
    invoiceNumber: facts.number,
    invoiceDate: facts.date,
    dueDate: due.how === 'label' || due.how === 'sentence' ? due.date : null,
    ...((due.how === 'terms' || due.how === 'end-of-month') && { dueDateFromTerms: due.date }),
    totalAmount: facts.gross / 100,
    currency: facts.currency,
  }
}
