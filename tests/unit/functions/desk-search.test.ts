/** HTTP /desk/search: what is looked for as what, and what the answer says of it. */
import { HttpRequest } from '@azure/functions'
import { expect, test } from 'vitest'
import { ulid } from 'ulid'
import { systemClock } from '../../../src/domain/clock.ts'
import { searchAnswer } from '../../../src/functions/answers/search.ts'
import { makeDeskSearch } from '../../../src/functions/desk-search.ts'
import { makeSearchInvoices } from '../../../src/pipeline/search-invoices.ts'
import { anInvoiceId, entry, findings } from '../../factories.ts'
import { fakeLedger } from '../../fakes/ledger.ts'

function searchApi() {
  const ledger = fakeLedger()
  const add = (invoiceId: string, vendorName: string, invoiceNumber: string) =>
    ledger.seed(
      entry({ invoiceId, status: { state: 'coded', findings: findings({ vendorName, invoiceNumber }) } }),
    )
  const report = { deferred: () => {}, parked: () => {}, tickSkipped: () => {}, stepFailed: () => {} }
  const handle = makeDeskSearch({ search: makeSearchInvoices({ ledger }), clock: systemClock, report })
  const ask = (body: unknown, method = 'POST' as 'POST' | 'GET') =>
    handle(
      new HttpRequest({
        method,
        url: 'http://127.0.0.1/desk/search',
        ...(method === 'POST' && { body: { string: JSON.stringify(body) } }),
      }),
    )
  return { ledger, add, ask }
}

test('a text is looked for as all that it may be; the answer says as what', async () => {
  const { add, ask } = searchApi()
  add(anInvoiceId, 'Müller & Söhne', 'R 42')
  add(ulid(), '42 Degrees', 'X-1')
  expect(searchAnswer.safeParse((await ask({ text: '42' })).jsonBody).error).toBeUndefined()
  expect(await ask({ text: ' 42 ' })).toMatchObject({
    jsonBody: {
      invoices: [{ vendor: '42 Degrees' }],
      searched: [
        { by: 'vendor', word: '42', found: 1, isAll: true },
        { by: 'number', word: '42', found: 0, isAll: true },
      ],
    },
  })
  expect(await ask({ text: 'r-42' })).toMatchObject({ jsonBody: { invoices: [{ invoiceNumber: 'R 42' }] } })
  expect(await ask({ text: 'MULLER' })).toMatchObject({
    jsonBody: { invoices: [{ vendor: 'Müller & Söhne' }] },
  })
  expect(await ask({ text: anInvoiceId.toLowerCase() })).toMatchObject({
    jsonBody: { invoices: [{ invoiceId: anInvoiceId }], searched: [{ by: 'id', found: 1 }, {}, {}] },
  })
})

test('narrowed to one kind, nothing else is asked for', async () => {
  const { add, ask, ledger } = searchApi()
  add(anInvoiceId, '42 Degrees', '42')
  const { jsonBody } = await ask({ text: '42', by: 'number' })
  expect(jsonBody).toMatchObject({ searched: [{ by: 'number' }] })
  expect(ledger.calls).toEqual(['search'])
})

test('an invoice that fits twice is shown once, and at most 25 of a kind', async () => {
  const { add, ask, ledger } = searchApi()
  for (let n = 0; n < 40; n++) add(ulid(), 'Acme', `ACME-${n}`)
  const { jsonBody } = await ask({ text: 'acme' })
  const { invoices, searched } = jsonBody as { invoices: { invoiceId: string }[]; searched: unknown[] }
  expect(new Set(invoices.map(({ invoiceId }) => invoiceId)).size).toBe(invoices.length)
  expect(searched).toMatchObject([
    { found: 25, isAll: false },
    { found: 25, isAll: false },
  ])
  expect(ledger.calls).toHaveLength(2)
})

test('what has no letter or digit finds nothing, and says that nothing was searched', async () => {
  expect(await searchApi().ask({ text: '&%/ *' })).toMatchObject({ jsonBody: { invoices: [], searched: [] } })
})

test.each([
  {},
  { text: '' },
  { text: '  ' },
  { text: 'a\nb' },
  { text: 'x'.repeat(201) },
  { text: 'a', by: 'amount' },
  { text: { $ne: '' } },
  { text: 'a', more: 1 },
  'a',
  null,
])('%j is no search', async (body) => {
  expect(await searchApi().ask(body)).toMatchObject({ status: 400 })
})

test('it is asked by POST: what people search for stands in no address', async () => {
  expect(await searchApi().ask({ text: 'a' }, 'GET')).toMatchObject({ status: 405 })
})
