/** Reads an invoice from its text by rules; what they do not find is empty with a reason. */
import type { OwnCompany } from '../own-company.ts'
import { emptyFields, type Reading } from '../reading.ts'
import type { Page } from './layout.ts'

export function readByRules(pages: readonly Page[], _ownCompany: OwnCompany | undefined): Reading {
  const hasInvoiceWord = pages.some((page) =>
    page.lines.some((line) =>
      line.cells.some((cell) => /invoice|rechnung|factu|fattura|faktur/i.test(cell.text)),
    ),
  )
  return {
    source: 'rules',
    documentType: hasInvoiceWord ? 'invoice' : 'not-an-invoice',
    fields: emptyFields('The rules did not find it.'),
    doubts: [],
  }
}
