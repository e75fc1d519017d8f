/** Sellers in Germany and Switzerland; made up. */
import type { Seller } from '../invoice.ts'

/** A bank code that is given to no bank. */
const germanBank = { bank: 'Musterbank', bic: 'MUSTDEMMXXX' }

export const germanSellers = {
  lindenhof: {
    name: 'Lindenhof Gebäudereinigung GmbH',
    address: { street: 'Elbuferweg 9', postcode: '01099', city: 'Dresden', country: 'DE' },
    taxId: 'DE999010004',
    mail: 'rechnung@lindenhof-reinigung.example',
    phone: '+49 351 5550 140',
    ...germanBank,
    iban: 'DE41999900000001000041',
    register: ['Amtsgericht Dresden, HRB 99010', 'Geschäftsführerin: Ines Maiwald'],
    colour: '#1d6b4f',
  },
  stadtwerke: {
    name: 'Stadtwerke Musterau GmbH',
    address: { street: 'Am Umspannwerk 1', postcode: '82299', city: 'Musterau', country: 'DE' },
    taxId: 'DE999020000',
    mail: 'service@stadtwerke-musterau.example',
    phone: '+49 8142 5550 0',
    ...germanBank,
    iban: 'DE93999900000002000048',
    register: ['Amtsgericht München, HRB 99020', 'Geschäftsführer: Jonas Albrecht'],
    colour: '#b3541e',
  },
  hansapolice: {
    name: 'Hansapolice Versicherungsmakler GmbH',
    address: { street: 'Speicherkai 30', postcode: '20499', city: 'Hamburg', country: 'DE' },
    taxId: 'DE999030005',
    mail: 'policen@hansapolice.example',
    phone: '+49 40 5550 310',
    ...germanBank,
    iban: 'DE48999900000003000055',
    register: ['Amtsgericht Hamburg, HRB 99030', 'Geschäftsführer: Ole Petersen'],
    colour: '#16365c',
  },
  arcadia: {
    name: 'Arcadia Softwarehandel GmbH',
    address: { street: 'Rheinauen 17', postcode: '50999', city: 'Köln', country: 'DE' },
    taxId: 'DE999040006',
    mail: 'buchhaltung@arcadia-software.example',
    phone: '+49 221 5550 170',
    ...germanBank,
    iban: 'DE03999900000004000062',
    register: ['Amtsgericht Köln, HRB 99040', 'Geschäftsführerin: Selma Yildiz'],
    colour: '#5b2a86',
  },
  alpenkurier: {
    name: 'Alpenkurier AG',
    address: { street: 'Bahnhofplatz 4', postcode: '7099', city: 'Chur', country: 'CH' },
    taxId: 'CHE-999.010.006 MWST',
    mail: 'faktura@alpenkurier.example',
    phone: '+41 81 555 01 40',
    bank: 'Bündner Musterbank',
    iban: 'CH6699999004120773551',
    bic: 'MUSTCHZZXXX',
    register: ['Handelsregister Graubünden'],
    colour: '#a51c30',
  },
} as const satisfies Readonly<Record<string, Seller>>
