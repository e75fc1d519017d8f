/** GET /openapi.json: an OpenAPI 3.1 document that knows every HTTP function, its methods and its key, and nothing else. */
import { HttpRequest } from '@azure/functions'
import { Validator } from '@seriousme/openapi-schema-validator'
import findMyWay, { type HTTPMethod } from 'find-my-way'
import { expect, test } from 'vitest'
import { parseRoute } from '../../../local/host/http/route.ts'
import { documentOf, pathsOf } from '../../../src/functions/description/document.ts'
import { makeOpenApi } from '../../../src/functions/openapi.ts'
import { operations } from '../../described.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { httpFunctions } from '../../http-functions.ts'

const functions = httpFunctions()
const isOpen = (name: string, among = functions) =>
  among.some((fn) => fn.name === name && fn.authLevel === 'anonymous')
/** As they are where the platform signs operators in. */
const keyless = httpFunctions({}, { OPERATOR_AUTH: 'easyauth', WEBSITE_AUTH_ENABLED: 'True' })

function ask(headers: Record<string, string> = {}) {
  const report = { deferred: () => {}, parked: () => {}, stepFailed: () => {}, tickSkipped: () => {} }
  const handle = makeOpenApi({ version: '1.2.3', clock: fakeClock(), report })
  return handle(new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/openapi.json', headers }))
}

test('it is valid OpenAPI 3.1 of this release', async () => {
  const { body, headers } = await ask()
  const document = JSON.parse(body as string) as Record<string, unknown>

  expect(await new Validator().validate(document)).toEqual({ valid: true })
  expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } })
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
})

test('who has it already gets it no second time', async () => {
  const { etag } = (await ask()).headers as Record<string, string>
  const again = await ask({ 'if-none-match': `"other", ${etag}` })
  expect(again).toMatchObject({ status: 304, headers: { etag, 'cache-control': 'no-cache' } })
  expect(again.body).toBeUndefined()
  expect((await ask({ 'if-none-match': '"other"' })).status ?? 200).toBe(200)
})

test('every HTTP function is described, and no other', () => {
  expect(Object.keys(pathsOf).toSorted()).toEqual(functions.map(({ name }) => name).toSorted())
})

test.each(functions)('$name is described at its route, with each of its methods and no other', (fn) => {
  const router = findMyWay()
  for (const path of parseRoute('', fn.route).paths) router.on(fn.methods as HTTPMethod[], path, () => {})
  const described = operations.filter((one) => one.fn === fn.name)

  expect(new Set(described.map(({ method }) => method))).toEqual(new Set(fn.methods))
  for (const { method, path } of described)
    expect(
      router.find(method as HTTPMethod, path.replaceAll(/[{}]/g, '')),
      `${method} ${path}`,
    ).not.toBeNull()
})

test.each(operations)('$operation.operationId is described as open where its function is', (one) => {
  const signedIn = isOpen(one.fn, keyless) ? [{ functionKey: [] }, { signedIn: [] }] : undefined
  expect(one.operation.security).toEqual(isOpen(one.fn) ? [] : signedIn)
  expect(one.operation.summary).toMatch(/^[A-Z]/)
  // A key can be wrong wherever one is asked for; another site can ask wherever a cookie will do.
  expect(Object.hasOwn(one.operation.responses, '401')).toBe(!isOpen(one.fn))
  expect(Object.hasOwn(one.operation.responses, '403')).toBe(signedIn !== undefined && !isOpen(one.fn))
})

test('operations have names of their own, and every list has pages of one shape', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(operations.length)

  const { paths = {} } = documentOf('1.2.3')
  const lists = ['/desk/invoices', '/desk/cases', '/vendors'].map((path) => JSON.stringify(paths[path]?.get))
  for (const list of lists) {
    expect(list).toMatch(/"name":"limit","schema":\{[^}]*"type":"integer","minimum":1,"maximum":\d+\}/)
    expect(list).toContain('"name":"after"')
    expect(list).toMatch(/"required":\["\w+","next"\]/)
  }
})
