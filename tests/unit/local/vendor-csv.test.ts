/** The vendor list as a CSV file. */
import { expect, test } from 'vitest'
import { readVendorCsv } from '../../../local/vendors/read-csv.ts'

test('a line becomes a vendor; several values are parted by |, empty cells are left out', () => {
  const { vendors, faults } = readVendorCsv(
    'name,aliases,taxIds,ledgerAccount,terms,reseller\n"Müller & Söhne, GmbH",Mueller | MS,DE123456788,6815,30,no\n',
  )

  expect(faults).toEqual([])
  expect(vendors).toEqual([
    {
      vendorId: 'muller-sohne-gmbh',
      name: 'Müller & Söhne, GmbH',
      aliases: ['Mueller', 'MS'],
      mailDomains: [],
      taxIds: ['DE123456788'],
      ibans: [],
      ledgerAccount: '6815',
      terms: 30,
      reseller: false,
      active: true,
      checkDuplicates: true,
    },
  ])
})

test('a file as Excel writes it in Europe: semicolons and a byte order mark', () => {
  const { vendors } = readVendorCsv('\uFEFFname;ledgerAccount;active\r\nContoso, Inc;6815;false\r\n')

  expect(vendors).toMatchObject([{ vendorId: 'contoso-inc', name: 'Contoso, Inc', active: false }])
})

test.each([
  ['no', false],
  ['FALSE', false],
  ['0', false],
  ['yes', true],
  ['', true],
])('checkDuplicates "%s": whether his numbers are held against each other is %s', (text, checkDuplicates) => {
  const { vendors, faults } = readVendorCsv(`name,checkDuplicates,ledgerAccount\nContoso,${text},6815\n`)

  expect(faults).toEqual([])
  expect(vendors).toMatchObject([{ vendorId: 'contoso', checkDuplicates }])
})

test('every fault of the file is named with its line', () => {
  const { faults } = readVendorCsv(
    'name,currency,terms,active,colour\n,EUR,30,,\nA,EURO,x,maybe,\nB,EUR,30,yes,\nB,EUR,30,yes,\n',
  )

  expect(faults).toEqual([
    expect.stringMatching(/^column colour is not known/),
    expect.stringMatching(/^line 2: name: /),
    expect.stringMatching(/^line 3: currency: is no ISO 4217 currency/),
    expect.stringMatching(/^line 3: terms: /),
    expect.stringMatching(/^line 3: active: /),
    'line 5: vendorId: b stands in the list twice',
  ])
})

test('an empty file says what is needed', () => {
  expect(readVendorCsv('').faults).toEqual([expect.stringMatching(/^there is no vendor in the file/)])
})
