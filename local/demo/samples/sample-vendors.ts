/** The vendor list of the demo: each seller of the samples but the one that nobody knows yet. */
import { vendorIdFrom, vendorSchema, type Vendor, type VendorFacts } from '../../../src/domain/vendor.ts'
import { buyers } from './buyers.ts'
import type { Seller } from './invoice.ts'
import { sellers } from './sellers.ts'

type Coding = Partial<
  Pick<
    VendorFacts,
    'aliases' | 'ledgerAccount' | 'department' | 'allocationSchedule' | 'billingParty' | 'terms' | 'reseller'
  >
>

function vendor(seller: Seller, currency: string, coding: Coding): Vendor {
  const { name, mail, taxId, iban } = seller
  const facts = vendorSchema.parse({
    name,
    mailDomains: [mail.split('@')[1]],
    taxIds: taxId === undefined ? [] : [taxId],
    ibans: iban === undefined ? [] : [iban],
    currency,
    ...coding,
  })
  return { ...facts, vendorId: vendorIdFrom(name) }
}

export const sampleVendors: readonly Vendor[] = [
  vendor(sellers.lindenhof, 'EUR', {
    ledgerAccount: '6330',
    department: 'Facilities',
    allocationSchedule: 'by floor area',
    billingParty: buyers.de.name,
    terms: 14,
  }),
  vendor(sellers.stadtwerke, 'EUR', {
    ledgerAccount: '6325',
    department: 'Facilities',
    allocationSchedule: 'by floor area',
    billingParty: buyers.de.name,
    terms: 14,
  }),
  vendor(sellers.hansapolice, 'EUR', {
    ledgerAccount: '6400',
    department: 'Finance',
    allocationSchedule: '12 months',
    billingParty: buyers.de.name,
  }),
  vendor(sellers.arcadia, 'EUR', { reseller: true, billingParty: buyers.de.name }),
  vendor(sellers.alpenkurier, 'CHF', {
    ledgerAccount: '6740',
    department: 'Logistics',
    billingParty: buyers.ch.name,
    terms: 30,
  }),
  vendor(sellers.harrow, 'GBP', {
    aliases: ['Harrow and Finch Solicitors'],
    ledgerAccount: '6825',
    department: 'Legal',
    billingParty: buyers.gb.name,
    terms: 30,
  }),
  vendor(sellers.bridgeStreet, 'GBP', {
    ledgerAccount: '6640',
    department: 'Office',
    billingParty: buyers.gb.name,
  }),
  vendor(sellers.kilbride, 'EUR', {
    ledgerAccount: '6600',
    department: 'Marketing',
    billingParty: buyers.ie.name,
    terms: 14,
  }),
  vendor(sellers.cloudpier, 'USD', {
    aliases: ['Cloudpier'],
    ledgerAccount: '6837',
    department: 'IT',
    allocationSchedule: 'by head count',
    billingParty: buyers.us.name,
  }),
  vendor(sellers.sakura, 'JPY', {
    ledgerAccount: '5100',
    department: 'Production',
    billingParty: buyers.de.name,
    terms: 45,
  }),
  vendor(sellers.norrsken, 'SEK', {
    ledgerAccount: '6845',
    department: 'Facilities',
    billingParty: buyers.se.name,
    terms: 30,
  }),
  vendor(sellers.papeterie, 'EUR', {
    ledgerAccount: '6815',
    department: 'Office',
    billingParty: buyers.fr.name,
    terms: 30,
  }),
  vendor(sellers.voltea, 'EUR', {
    ledgerAccount: '6325',
    department: 'Facilities',
    billingParty: buyers.fr.name,
    terms: 15,
  }),
  vendor(sellers.meseta, 'EUR', {
    ledgerAccount: '6740',
    department: 'Logistics',
    billingParty: buyers.es.name,
    terms: 30,
  }),
  vendor(sellers.ferrante, 'EUR', {
    ledgerAccount: '5200',
    department: 'Production',
    billingParty: buyers.it.name,
    terms: 30,
  }),
  vendor(sellers.waterman, 'EUR', {
    ledgerAccount: '6740',
    department: 'Logistics',
    billingParty: buyers.nl.name,
    terms: 30,
  }),
]
