/** UBL 2 invoice and credit note: Peppol BIS, XRechnung and national rules on them. */
import type { Fields, Reading } from '../../../domain/reading.ts'
import { dueDate } from './due-date.ts'
import {
  amountField,
  currencyField,
  dateField,
  ibanField,
  inCurrency,
  isCreditCode,
  textField,
} from './values.ts'
import { at, children, textOf, type XmlNode } from './xml.ts'

export const ublRoots = ['Invoice', 'CreditNote'] as const

export function readUbl(name: (typeof ublRoots)[number], root: XmlNode): Reading {
  const seller = at(root, 'AccountingSupplierParty/Party')
  const buyer = at(root, 'AccountingCustomerParty/Party')
  const sums = at(root, 'LegalMonetaryTotal')
  const currency = currencyField(at(root, 'DocumentCurrencyCode'), 'BT-5')
  const invoiceDate = dateField(at(root, 'IssueDate'), 'BT-2')
  const means = children(root, 'PaymentMeans')
  const taxTotals = children(root, 'TaxTotal').flatMap((total) => children(total, 'TaxAmount'))
  const fields: Fields = {
    vendorName: partyName(seller, 'BT-27', 'BT-28'),
    vendorTaxId: taxId(children(seller, 'PartyTaxScheme')),
    invoiceNumber: textField(at(root, 'ID'), 'BT-1'),
    invoiceDate,
    dueDate: dueDate(invoiceDate, [
      { date: at(root, 'DueDate'), words: undefined, discount: false },
      ...means.map((one) => ({ date: at(one, 'PaymentDueDate'), words: undefined, discount: false })),
      ...children(root, 'PaymentTerms').map((term) => ({
        date: at(term, 'PaymentDueDate'),
        words: textOf(at(term, 'Note')),
        discount: false,
      })),
    ]),
    totalAmount: amountField(at(sums, 'TaxInclusiveAmount'), 'BT-112'),
    netAmount: amountField(at(sums, 'TaxExclusiveAmount'), 'BT-109'),
    taxAmount: amountField(inCurrency(taxTotals, currency.value), 'BT-110'),
    amountDue: amountField(at(sums, 'PayableAmount'), 'BT-115'),
    currency,
    iban: ibanField(
      means.map((one) => at(one, 'PayeeFinancialAccount/ID')),
      'BT-84',
    ),
    purchaseOrder: textField(at(root, 'OrderReference/ID'), 'BT-13'),
    buyerName: partyName(buyer, 'BT-44', 'BT-45'),
  }
  const type = textOf(at(root, 'InvoiceTypeCode')) ?? textOf(at(root, 'CreditNoteTypeCode'))
  const credit = name === 'CreditNote' || isCreditCode(type)
  return {
    source: 'e-invoice',
    documentType: credit ? 'credit-note' : 'invoice',
    fields,
    doubts: [],
    by: 'UBL',
  }
}

/** The registered name, else the trading name. */
function partyName(party: XmlNode | undefined, registered: string, trading: string): Fields['vendorName'] {
  const name = textField(at(party, 'PartyLegalEntity/RegistrationName'), registered)
  return name.value === null ? textField(at(party, 'PartyName/Name'), trading) : name
}

/** The VAT number before the local tax number. */
function taxId(schemes: readonly XmlNode[]): Fields['vendorTaxId'] {
  const vat = schemes.find((scheme) => textOf(at(scheme, 'TaxScheme/ID'))?.toUpperCase() === 'VAT')
  if (vat !== undefined) return textField(at(vat, 'CompanyID'), 'BT-31')
  return textField(at(schemes[0], 'CompanyID'), schemes.length > 0 ? 'BT-32' : 'BT-31')
}
