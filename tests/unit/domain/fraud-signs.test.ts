/** The signs of a fraud: a new account of a known vendor, a sender who failed his check, a domain made to deceive. */
import { expect, test } from 'vitest'
import { fraudSigns } from '../../../src/domain/fraud-signs.ts'
import { looksLike } from '../../../src/domain/look-alike.ts'
import { failedCheck } from '../../../src/domain/sender-authenticity.ts'
import { arrival, coding, fields, vendor } from '../../factories.ts'

const known = 'DE88200800000970375700'
const other = 'DE02120300000000202051'
const contoso = vendor({ ibans: ['DE88 2008 0000 0970 3757 00'] })

test.each([
  ['the account that is on the list', known, contoso, []],
  ['no account on the document', null, contoso, []],
  ['no account on the list', other, vendor(), []],
  ['another account', other, contoso, ['new-bank-account']],
])('FAILURES 28: %s', (_, iban, one, kinds) => {
  const signs = fraudSigns(arrival(), fields({ iban }), coding(), [one])
  expect(signs.map(({ kind }) => kind)).toEqual(kinds)
})

test('FAILURES 28: nothing is compared where the vendor is not known', () => {
  const unknown = { kind: 'needs-coding', reason: 'not in the list' } as const
  expect(fraudSigns(arrival(), fields({ iban: other }), unknown, [contoso])).toEqual([])
})

test.each([
  [
    'DMARC failed',
    'spf=fail smtp.mailfrom=contoso.example; dmarc=fail action=oreject header.from=contoso.example;compauth=fail reason=000',
    'DMARC',
  ],
  [
    'no DMARC, and Exchange does not believe it',
    'spf=softfail; dkim=none; dmarc=none;compauth=fail reason=001',
    'composite',
  ],
  [
    'all passed',
    'spf=pass; dkim=pass; dmarc=pass action=none header.from=contoso.example;compauth=pass reason=100',
    undefined,
  ],
  ['no DMARC, but believed', 'dmarc=none;compauth=softpass reason=200', undefined],
  ['a domain that only sounds like a verdict', 'dmarc=pass header.from=dmarc-fail.example', undefined],
  ['upper case', 'DMARC=FAIL', 'DMARC'],
])('FAILURES 29: the own server says: %s', (_, verdict, failed) => {
  expect(failedCheck(new Map([['authentication-results', verdict]]))).toBe(failed)
})

test('FAILURES 29: mail of the own tenant, without a verdict, is not called unverified', () => {
  expect(failedCheck(new Map())).toBeUndefined()
})

test.each([
  ['c0ntoso.example', 'contoso.example'],
  ['contos0.example', 'contoso.example'],
  ['contosso.example', 'contoso.example'],
  ['con-toso.example', 'contoso.example'],
  ['contoso.example.net', undefined],
  ['contoso.co', 'contoso.example'],
  ['contoso.example', undefined],
  ['mail.contoso.example', undefined],
  ['fabrikam.example', undefined],
  ['amaz0n.example', undefined],
])('FAILURES 29: %s looks like %s', (domain, like) => {
  expect(looksLike(domain, [vendor(), vendor({ vendorId: 'ibm', mailDomains: ['ibm.example'] })])).toBe(like)
})

test('FAILURES 29: what the sender failed is said, with the address that is not to be answered', () => {
  const from = { sender: { name: 'Contoso', address: 'billing@c0ntoso.example' } }
  const signs = fraudSigns(arrival({ ...from, failedCheck: 'DMARC' }), fields(), coding(), [contoso])

  expect(signs).toMatchObject([
    { kind: 'unverified-sender', text: expect.stringContaining('billing@c0ntoso.example') as string },
    { kind: 'look-alike-sender', text: expect.stringContaining('contoso.example') as string },
  ])
})
