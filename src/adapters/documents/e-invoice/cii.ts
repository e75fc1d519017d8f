/** UN/CEFACT Cross Industry Invoice: Factur-X, ZUGFeRD 2, XRechnung, and its elder form in ZUGFeRD 1. */
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
import { at, attribute, children, textOf, type XmlNode } from './xml.ts'

export const ciiRoots = ['CrossIndustryInvoice', 'CrossIndustryDocument'] as const

export function readCii(root: XmlNode): Reading {
  const document = at(root, 'ExchangedDocument') ?? at(root, 'HeaderExchangedDocument')
  const trade = at(root, 'SupplyChainTradeTransaction') ?? at(root, 'SpecifiedSupplyChainTradeTransaction')
  const agreement =
    at(trade, 'ApplicableHeaderTradeAgreement') ?? at(trade, 'ApplicableSupplyChainTradeAgreement')
  const settlement =
    at(trade, 'ApplicableHeaderTradeSettlement') ?? at(trade, 'ApplicableSupplyChainTradeSettlement')
  const sums =
    at(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation') ??
    at(settlement, 'SpecifiedTradeSettlementMonetarySummation')
  const seller = at(agreement, 'SellerTradeParty')
  const order = at(agreement, 'BuyerOrderReferencedDocument')
  const currency = currencyField(at(settlement, 'InvoiceCurrencyCode'), 'BT-5')
  const invoiceDate = dateField(at(document, 'IssueDateTime/DateTimeString'), 'BT-2')
  const accounts = children(settlement, 'SpecifiedTradeSettlementPaymentMeans')
  const fields: Fields = {
    vendorName: textField(at(seller, 'Name'), 'BT-27'),
    vendorTaxId: taxId(children(seller, 'SpecifiedTaxRegistration')),
    invoiceNumber: textField(at(document, 'ID'), 'BT-1'),
    invoiceDate,
    dueDate: dueDate(invoiceDate, terms(children(settlement, 'SpecifiedTradePaymentTerms'))),
    totalAmount: amountField(at(sums, 'GrandTotalAmount'), 'BT-112'),
    netAmount: amountField(at(sums, 'TaxBasisTotalAmount'), 'BT-109'),
    taxAmount: amountField(inCurrency(children(sums, 'TaxTotalAmount'), currency.value), 'BT-110'),
    amountDue: amountField(at(sums, 'DuePayableAmount'), 'BT-115'),
    currency,
    iban: ibanField(
      accounts.map((means) => at(means, 'PayeePartyCreditorFinancialAccount/IBANID')),
      'BT-84',
    ),
    purchaseOrder: textField(at(order, 'IssuerAssignedID') ?? at(order, 'ID'), 'BT-13'),
    buyerName: textField(at(agreement, 'BuyerTradeParty/Name'), 'BT-44'),
  }
  const credit = isCreditCode(textOf(at(document, 'TypeCode')))
  return {
    source: 'e-invoice',
    documentType: credit ? 'credit-note' : 'invoice',
    fields,
    doubts: [],
    by: 'CII',
  }
}

/** The VAT number before the local tax number. */
function taxId(registrations: readonly XmlNode[]): Fields['vendorTaxId'] {
  const numbers = registrations.map((registration) => at(registration, 'ID'))
  const vat = numbers.find((id) => attribute(id, 'schemeID') === 'VA')
  if (vat !== undefined) return textField(vat, 'BT-31')
  const local = numbers.find((id) => attribute(id, 'schemeID') === 'FC')
  return local === undefined ? textField(numbers[0], 'BT-31') : textField(local, 'BT-32')
}

function terms(all: readonly XmlNode[]): Parameters<typeof dueDate>[1] {
  return all.map((term) => ({
    date: at(term, 'DueDateDateTime/DateTimeString'),
    words: textOf(at(term, 'Description')),
    discount: at(term, 'ApplicableTradePaymentDiscountTerms') !== undefined,
  }))
}
