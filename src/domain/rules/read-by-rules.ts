/** Reads an invoice from its text by rules; what they do not find is empty with a reason. */
import type { OwnCompany } from '../own-company.ts'
import { emptyFields, type Reading } from '../reading.ts'
import { documentTypeOf } from './document-type.ts'
import type { Page } from './layout.ts'
import { readIban, readTaxId } from './read-accounts.ts'
import { readAmounts } from './read-amounts.ts'
import { readCurrency } from './read-currency.ts'
import { readDueDate } from './read-due-date.ts'
import { readInvoiceDate } from './read-invoice-date.ts'
import { readInvoiceNumber, readPurchaseOrder } from './read-number.ts'
import { readBuyerName, readVendorName } from './read-parties.ts'
import { sheetOf } from './sheet.ts'

export function readByRules(pages: readonly Page[], ownCompany: OwnCompany | undefined): Reading {
  const sheet = sheetOf(pages)
  const { totalRow, ...amounts } = readAmounts(sheet)
  const invoiceNumber = readInvoiceNumber(sheet)
  const documentType = documentTypeOf(sheet, totalRow !== undefined, invoiceNumber.value !== null)
  if (documentType === 'not-an-invoice')
    return { source: 'rules', documentType, fields: emptyFields('The document is no invoice.'), doubts: [] }
  const invoiceDate = readInvoiceDate(sheet)
  return {
    source: 'rules',
    documentType,
    fields: {
      vendorName: readVendorName(sheet, ownCompany),
      vendorTaxId: readTaxId(sheet, ownCompany),
      invoiceNumber,
      invoiceDate,
      dueDate: readDueDate(sheet, invoiceDate.value),
      ...amounts,
      currency: readCurrency(sheet, totalRow),
      iban: readIban(sheet, ownCompany),
      purchaseOrder: readPurchaseOrder(sheet),
      buyerName: readBuyerName(sheet),
    },
    doubts: [],
  }
}
