/** HTTP /vendors: what it takes, what it answers, and what it says while storage is away. */
import { HttpRequest } from '@azure/functions'
import { expect, test } from 'vitest'
import { after, seconds } from '../../../src/domain/clock.ts'
import { CallRefused, DependencyFailed } from '../../../src/domain/errors.ts'
import { makeVendors } from '../../../src/functions/vendors.ts'
import { vendor } from '../../factories.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { fakeVendors } from '../../fakes/vendors.ts'

function vendorsApi() {
  const clock = fakeClock()
  const vendors = fakeVendors([vendor()])
  const failures: unknown[] = []
  const report = {
    deferred: () => {},
    parked: () => {},
    tickSkipped: () => {},
    stepFailed: (_: string, error: unknown) => void failures.push(error),
  }
  const handle = makeVendors({ vendors, clock, report })
  const ask = (
    method: 'GET' | 'PUT' | 'DELETE' | 'POST',
    vendorId?: string,
    body?: unknown,
    query: Record<string, string> = {},
  ) =>
    handle(
      new HttpRequest({
        method,
        url: 'http://127.0.0.1/vendors',
        query,
        params: vendorId === undefined ? {} : { vendorId },
        ...(body === undefined
          ? {}
          : { body: { string: typeof body === 'string' ? body : JSON.stringify(body) } }),
      }),
    )
  return { clock, vendors, failures, ask }
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : '')

const northwind = { name: 'Northwind AB', mailDomains: ['northwind.example'], ledgerAccount: '4010' }

test('a vendor is put, found, listed and removed', async () => {
  const { ask } = vendorsApi()

  expect(await ask('PUT', 'northwind', northwind)).toMatchObject({
    jsonBody: { vendorId: 'northwind', name: 'Northwind AB', active: true, reseller: false },
  })
  expect(await ask('GET', 'northwind')).toMatchObject({
    jsonBody: { ledgerAccount: '4010', checkDuplicates: true },
  })
  await ask('PUT', 'northwind', { ...northwind, checkDuplicates: false })
  expect(await ask('GET', 'northwind')).toMatchObject({ jsonBody: { checkDuplicates: false } })
  const list = (await ask('GET')).jsonBody as { vendors: { vendorId: string }[] }
  expect(list.vendors.map(({ vendorId }) => vendorId)).toEqual(['contoso', 'northwind'])
  expect((await ask('DELETE', 'northwind')).status).toBe(204)
  expect((await ask('GET', 'northwind')).status).toBe(404)
  expect((await ask('DELETE', 'northwind')).status).toBe(404)
})

test('the list comes as one page unless it is asked for in smaller ones, each behind the last', async () => {
  const { ask } = vendorsApi()
  for (const vendorId of ['a', 'northwind', 'zeta']) await ask('PUT', vendorId, northwind)
  const page = async (query: Record<string, string>) => {
    const { vendors, next } = (await ask('GET', undefined, undefined, query)).jsonBody as {
      vendors: { vendorId: string }[]
      next: string | null
    }
    return [...vendors.map(({ vendorId }) => vendorId), next]
  }

  expect(await page({})).toEqual(['a', 'contoso', 'northwind', 'zeta', null])
  expect(await page({ limit: '4' })).toEqual(['a', 'contoso', 'northwind', 'zeta', null])
  expect(await page({ limit: '2' })).toEqual(['a', 'contoso', 'contoso'])
  expect(await page({ limit: '2', after: 'contoso' })).toEqual(['northwind', 'zeta', null])
  // Removed meanwhile: the place in the order stays.
  expect(await page({ after: 'delta' })).toEqual(['northwind', 'zeta', null])
})

test.each([{ limit: '0' }, { limit: '1001' }, { limit: 'all' }, { after: 'A B' }])(
  'no page is asked for so: %o',
  async (query) => {
    const answer = await vendorsApi().ask('GET', undefined, undefined, query as Record<string, string>)
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
    })
  },
)

test.each<[string, unknown, RegExp[]]>([
  ['not JSON', '{', []],
  ['an unknown field', { ...northwind, ledger: '1' }, [/ledger/]],
  [
    'all faults at once',
    { name: '', currency: 'EURO', terms: -1 },
    [/^name: /, /^currency: is no ISO 4217 currency/, /^terms: /],
  ],
])('a bad body is 400 in problem+json: %s', async (_, body, faults) => {
  const { ask, vendors } = vendorsApi()

  const answer = await ask('PUT', 'northwind', body)

  expect(answer.status).toBe(400)
  expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' })
  const told = JSON.parse(textOf(answer.body)) as { faults?: string[] }
  expect(told.faults ?? []).toHaveLength(faults.length)
  for (const fault of faults) expect(told.faults?.some((text) => fault.test(text))).toBe(true)
  expect(vendors.calls).toEqual([])
})

test.each([
  ['a vendor id that is none', 'PUT', 'North/wind', 400],
  ['a list cannot be put', 'PUT', undefined, 405],
  ['no other method', 'POST', 'northwind', 405],
] as const)('%s', async (_, method, vendorId, status) => {
  expect((await vendorsApi().ask(method, vendorId, northwind)).status).toBe(status)
})

test('open circuit: a write is 503 with Retry-After, in problem+json', async () => {
  const { ask, vendors, clock } = vendorsApi()
  vendors.failNext(new CallRefused('storage-table', 'open', after(clock.now(), seconds(44.2))))

  const answer = await ask('PUT', 'northwind', northwind)

  expect(answer).toMatchObject({
    status: 503,
    headers: { 'retry-after': '45', 'content-type': 'application/problem+json' },
  })
})

test('a list that cannot be had at all is 503, and no error text of storage comes out', async () => {
  const { ask, vendors } = vendorsApi()
  vendors.failNext(
    new DependencyFailed('storage-table', 'network', { mayHaveActed: false, cause: new Error('canary-9') }),
  )

  const answer = await ask('GET')

  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  expect(JSON.stringify(answer)).not.toContain('canary-9')
})

test('a bug of ours is told to the log and answered in problem+json: no handler lets an error out', async () => {
  const { ask, vendors, failures } = vendorsApi()
  vendors.failNext(new TypeError('canary-9'))

  const answer = await ask('GET')

  expect(answer.status).toBe(500)
  expect(textOf(answer.body)).not.toContain('canary-9')
  expect(failures).toHaveLength(1)
})
