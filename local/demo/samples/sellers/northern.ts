/** Sellers in Sweden and the Netherlands; made up. */
import type { Seller } from '../invoice.ts'

export const northernSellers = {
  norrsken: {
    name: 'Norrsken Kontorsmöbler AB',
    address: { street: 'Timmervägen 22', postcode: '903 99', city: 'Umeå', country: 'SE' },
    taxId: 'SE559901000501',
    mail: 'faktura@norrsken-mobler.example',
    phone: '+46 90 555 01 40',
    bank: 'Exempelbanken',
    iban: 'SE1099900000041207733555',
    bic: 'EXMPSESSXXX',
    register: ['Org.nr 559901-0005', 'Godkänd för F-skatt'],
    colour: '#2a5d8f',
  },
  waterman: {
    name: 'Waterman Logistiek B.V.',
    address: { street: 'Havenweg 118', postcode: '3199 ZW', city: 'Rotterdam', country: 'NL' },
    taxId: 'NL990100005B01',
    mail: 'facturen@waterman-logistiek.example',
    phone: '+31 10 555 0140',
    bank: 'Voorbeeldbank',
    iban: 'NL37WTMN0990731224',
    bic: 'WTMNNL2AXXX',
    register: ['KvK 99010412'],
    colour: '#00617f',
  },
  groeneKist: {
    name: 'De Groene Kist B.V.',
    address: { street: 'Tuinderspad 3', postcode: '2699 AB', city: 'Delft', country: 'NL' },
    taxId: 'NL990200000B01',
    mail: 'info@degroenekist.example',
    phone: '+31 15 555 0220',
    bank: 'Voorbeeldbank',
    iban: 'NL48GRKS0990412073',
    bic: 'GRKSNL2AXXX',
    register: ['KvK 99020731'],
    colour: '#4b7f1e',
  },
} as const satisfies Readonly<Record<string, Seller>>
