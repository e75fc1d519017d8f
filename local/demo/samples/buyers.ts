/** The group that buys: Fabrikam and its companies share one invoice mailbox. */
import type { OwnCompany } from '../../../src/domain/own-company.ts'
import type { Party } from './invoice.ts'

export const buyers = {
  de: {
    name: 'Fabrikam GmbH',
    address: { street: 'Isarwerkstraße 12', postcode: '80999', city: 'München', country: 'DE' },
    taxId: 'DE999060007',
  },
  deFromAbroad: {
    name: 'Fabrikam GmbH',
    address: {
      street: 'Isarwerkstraße 12',
      postcode: '80999',
      city: 'München',
      country: 'DE',
      countryName: 'Germany',
    },
  },
  ch: {
    name: 'Fabrikam Schweiz AG',
    address: { street: 'Limmatstrasse 301', postcode: '8005', city: 'Zürich', country: 'CH' },
  },
  es: {
    name: 'Fabrikam Iberia S.L.',
    address: { street: 'Calle del Molino 8', postcode: '28099', city: 'Madrid', country: 'ES' },
  },
  fr: {
    name: 'Fabrikam France SAS',
    address: { street: '14 rue des Ateliers', postcode: '69099', city: 'Lyon', country: 'FR' },
  },
  gb: {
    name: 'Fabrikam Ltd',
    address: { street: '27 Foundry Lane', city: 'Sheffield', postcode: 'S99 4QT', country: 'GB' },
  },
  ie: {
    name: 'Fabrikam Ireland Ltd',
    address: { street: '3 Canal Wharf', city: 'Dublin', postcode: 'D99 XY76', country: 'IE' },
  },
  it: {
    name: 'Fabrikam Italia S.r.l.',
    address: { street: 'Via delle Officine 21', postcode: '20199', city: 'Milano', country: 'IT' },
  },
  nl: {
    name: 'Fabrikam Nederland B.V.',
    address: { street: 'Werfkade 44', postcode: '3099 ZZ', city: 'Rotterdam', country: 'NL' },
  },
  se: {
    name: 'Fabrikam Sverige AB',
    address: { street: 'Verkstadsgatan 5', postcode: '411 99', city: 'Göteborg', country: 'SE' },
  },
  us: {
    name: 'Fabrikam, Inc.',
    address: { street: '900 Mill Street, Suite 210', city: 'Columbus, OH', postcode: '43299', country: 'US' },
  },
} as const satisfies Readonly<Record<string, Party>>

/** For the setting OWN_COMPANY. */
export const sampleOwnCompany: OwnCompany = {
  names: [...new Set(Object.values(buyers).map(({ name }) => name))],
  taxIds: [buyers.de.taxId],
  ibans: [],
}
