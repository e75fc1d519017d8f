/** The invoice as Cross Industry Invoice in the EN 16931 profile of Factur-X 1.0. */
import { toDecimal } from '../../../../src/domain/money.ts'
import type { Invoice, InvoiceLine, Party } from '../invoice.ts'
import { lineNet, sumsOf } from '../sums.ts'
import { unitCode, xml, type Element } from './xml.ts'

const namespaces = {
  '@xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  '@xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  '@xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
}

export function cii(invoice: Invoice): Uint8Array {
  return xml('rsm:CrossIndustryInvoice', {
    ...namespaces,
    'rsm:ExchangedDocumentContext': {
      'ram:GuidelineSpecifiedDocumentContextParameter': { 'ram:ID': 'urn:cen.eu:en16931:2017' },
    },
    'rsm:ExchangedDocument': {
      'ram:ID': invoice.number,
      'ram:TypeCode': invoice.kind === 'invoice' ? '380' : '381',
      'ram:IssueDateTime': date(invoice.issued),
    },
    'rsm:SupplyChainTradeTransaction': {
      'ram:IncludedSupplyChainTradeLineItem': invoice.lines.map((line, i) => lineItem(invoice, line, i + 1)),
      'ram:ApplicableHeaderTradeAgreement': {
        'ram:SellerTradeParty': party(invoice.seller),
        'ram:BuyerTradeParty': party(invoice.buyer),
        'ram:BuyerOrderReferencedDocument': invoice.order && { 'ram:IssuerAssignedID': invoice.order },
      },
      'ram:ApplicableHeaderTradeDelivery': {},
      'ram:ApplicableHeaderTradeSettlement': settlement(invoice),
    },
  })
}

function settlement(invoice: Invoice): Element {
  const { currency, seller, due } = invoice
  const { net, tax, total } = sumsOf(invoice)
  return {
    'ram:InvoiceCurrencyCode': currency,
    'ram:SpecifiedTradeSettlementPaymentMeans': {
      'ram:TypeCode': '58',
      'ram:PayeePartyCreditorFinancialAccount': { 'ram:IBANID': seller.iban },
      'ram:PayeeSpecifiedCreditorFinancialInstitution': { 'ram:BICID': seller.bic },
    },
    'ram:ApplicableTradeTax': {
      'ram:CalculatedAmount': toDecimal(tax),
      ...taxCategory(invoice, { 'ram:BasisAmount': toDecimal(net) }),
    },
    'ram:SpecifiedTradePaymentTerms': due && { 'ram:DueDateDateTime': date(due) },
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation': {
      'ram:LineTotalAmount': toDecimal(net),
      'ram:TaxBasisTotalAmount': toDecimal(net),
      'ram:TaxTotalAmount': { '@currencyID': currency, '#text': toDecimal(tax) },
      'ram:GrandTotalAmount': toDecimal(total),
      'ram:DuePayableAmount': toDecimal(total),
    },
  }
}

function lineItem(invoice: Invoice, line: InvoiceLine, place: number): Element {
  return {
    'ram:AssociatedDocumentLineDocument': { 'ram:LineID': String(place) },
    'ram:SpecifiedTradeProduct': { 'ram:Name': line.text },
    'ram:SpecifiedLineTradeAgreement': {
      'ram:NetPriceProductTradePrice': { 'ram:ChargeAmount': line.price },
    },
    'ram:SpecifiedLineTradeDelivery': {
      'ram:BilledQuantity': { '@unitCode': unitCode(line.unit), '#text': String(line.quantity) },
    },
    'ram:SpecifiedLineTradeSettlement': {
      'ram:ApplicableTradeTax': taxCategory(invoice),
      'ram:SpecifiedTradeSettlementLineMonetarySummation': {
        'ram:LineTotalAmount': toDecimal(lineNet(line, invoice.currency)),
      },
    },
  }
}

function taxCategory({ taxRate }: Invoice, basis: Element = {}): Element {
  return {
    'ram:TypeCode': 'VAT',
    ...basis,
    'ram:CategoryCode': 'S',
    'ram:RateApplicablePercent': String(taxRate),
  }
}

function party({ name, address, taxId }: Party): Element {
  return {
    'ram:Name': name,
    'ram:PostalTradeAddress': {
      'ram:PostcodeCode': address.postcode,
      'ram:LineOne': address.street,
      'ram:CityName': address.city,
      'ram:CountryID': address.country,
    },
    'ram:SpecifiedTaxRegistration': taxId && { 'ram:ID': { '@schemeID': 'VA', '#text': taxId } },
  }
}

/** Format 102: year, month and day without separators. */
const date = (iso: string): Element => ({
  'udt:DateTimeString': { '@format': '102', '#text': iso.replaceAll('-', '') },
})
