/** The invoice as XRechnung 3.0 in UBL 2.1. */
import { toDecimal, type Money } from '../../../../src/domain/money.ts'
import type { Invoice, InvoiceLine, Party, Seller } from '../invoice.ts'
import { lineNet, sumsOf } from '../sums.ts'
import { unitCode, xml, type Element } from './xml.ts'

const namespaces = {
  '@xmlns': 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2',
  '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
}

export function ubl(invoice: Invoice): Uint8Array {
  const { seller, buyer, currency, order } = invoice
  const { net, tax, total } = sumsOf(invoice)
  return xml('Invoice', {
    ...namespaces,
    'cbc:CustomizationID': 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    'cbc:ProfileID': 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
    'cbc:ID': invoice.number,
    'cbc:IssueDate': invoice.issued,
    'cbc:DueDate': invoice.due,
    'cbc:InvoiceTypeCode': '380',
    'cbc:DocumentCurrencyCode': currency,
    'cbc:BuyerReference': invoice.customer,
    'cac:OrderReference': order && { 'cbc:ID': order },
    'cac:AccountingSupplierParty': {
      'cac:Party': { ...endpoint(seller.mail), ...party(seller), ...contact(seller) },
    },
    'cac:AccountingCustomerParty': {
      'cac:Party': { ...endpoint('invoices@fabrikam.example'), ...party(buyer) },
    },
    'cac:PaymentMeans': {
      'cbc:PaymentMeansCode': '58',
      'cac:PayeeFinancialAccount': { 'cbc:ID': seller.iban, 'cbc:Name': seller.name },
    },
    'cac:TaxTotal': {
      'cbc:TaxAmount': amount(tax),
      'cac:TaxSubtotal': {
        'cbc:TaxableAmount': amount(net),
        'cbc:TaxAmount': amount(tax),
        'cac:TaxCategory': taxCategory(invoice),
      },
    },
    'cac:LegalMonetaryTotal': {
      'cbc:LineExtensionAmount': amount(net),
      'cbc:TaxExclusiveAmount': amount(net),
      'cbc:TaxInclusiveAmount': amount(total),
      'cbc:PayableAmount': amount(total),
    },
    'cac:InvoiceLine': invoice.lines.map((line, i) => invoiceLine(invoice, line, i + 1)),
  })
}

function invoiceLine(invoice: Invoice, line: InvoiceLine, place: number): Element {
  return {
    'cbc:ID': String(place),
    'cbc:InvoicedQuantity': { '@unitCode': unitCode(line.unit), '#text': String(line.quantity) },
    'cbc:LineExtensionAmount': amount(lineNet(line, invoice.currency)),
    'cac:Item': { 'cbc:Name': line.text, 'cac:ClassifiedTaxCategory': taxCategory(invoice) },
    'cac:Price': { 'cbc:PriceAmount': { '@currencyID': invoice.currency, '#text': line.price } },
  }
}

function party({ name, address, taxId }: Party): Element {
  return {
    'cac:PostalAddress': {
      'cbc:StreetName': address.street,
      'cbc:CityName': address.city,
      'cbc:PostalZone': address.postcode,
      'cac:Country': { 'cbc:IdentificationCode': address.country },
    },
    'cac:PartyTaxScheme': taxId && { 'cbc:CompanyID': taxId, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } },
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': name },
  }
}

/** Addresses of the Peppol scheme "EM" are mail addresses. */
const endpoint = (mail: string): Element => ({ 'cbc:EndpointID': { '@schemeID': 'EM', '#text': mail } })

const contact = ({ name, phone, mail }: Seller): Element => ({
  'cac:Contact': { 'cbc:Name': name, 'cbc:Telephone': phone, 'cbc:ElectronicMail': mail },
})

const taxCategory = ({ taxRate }: Invoice): Element => ({
  'cbc:ID': 'S',
  'cbc:Percent': String(taxRate),
  'cac:TaxScheme': { 'cbc:ID': 'VAT' },
})

const amount = (money: Money): Element => ({ '@currencyID': money.currency, '#text': toDecimal(money) })
