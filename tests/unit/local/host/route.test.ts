/** ASP.NET route templates on find-my-way. */
import findMyWay from 'find-my-way'
import { describe, expect, test } from 'vitest'
import { parseRoute } from '../../../../local/host/http/route.ts'

function paramsOf(template: string, path: string, prefix = '') {
  const router = findMyWay({ caseSensitive: false, ignoreTrailingSlash: true, allowUnsafeRegex: true })
  for (const each of parseRoute(prefix, template).paths) router.on('GET', each, () => undefined)
  const found = router.find('GET', path)
  return found === null ? undefined : { ...found.params }
}

describe('a route', () => {
  test.each([
    ['health', '/health', {}],
    ['health', '/HEALTH/', {}],
    ['health', '/health/more', undefined],
    ['vendors/{vendorId}', '/vendors/Contoso', { vendorId: 'Contoso' }],
    ['vendors/{id?}', '/vendors', {}],
    ['vendors/{id?}', '/vendors/a', { id: 'a' }],
    ['files/{*path}', '/files/a/b.pdf', { '*': 'a/b.pdf' }],
    ['files/{*path}', '/files', {}],
    ['n/{id:int}', '/n/-12', { id: '-12' }],
    ['n/{id:int}', '/n/twelve', undefined],
    ['n/{id:int?}', '/n', {}],
    [
      'g/{id:guid}',
      '/g/0F8FAD5B-d9cb-469f-a165-70867728950e',
      { id: '0F8FAD5B-d9cb-469f-a165-70867728950e' },
    ],
    ['g/{id:guid}', '/g/0F8FAD5B', undefined],
    ['d/{from}-{to}', '/d/1-2', { from: '1', to: '2' }],
    ['n/{name}', '/n/a%2Fb%20c', { name: 'a/b c' }],
  ])('%s at %s gives %o', (template, path, params) => {
    expect(paramsOf(template, path)).toEqual(params)
  })

  test('stands under the prefix of host.json', () => {
    expect(paramsOf('x', '/api/v1/x', 'api/v1')).toEqual({})
    expect(paramsOf('x', '/x', 'api/v1')).toBeUndefined()
  })

  test('a catch-all part keeps its name', () => {
    expect(parseRoute('', 'files/{*path}').rest).toBe('path')
  })

  test.each([
    ['x/{id:regex}', 'does not know the constraint "regex"'],
    ['x/{a?}/b', 'cannot read "{a?}"'],
    ['x/{a=1}', 'cannot read "{a=1}"'],
    ['admin/x', 'belong to the host'],
  ])('%s is refused at the start: %s', (template, message) => {
    expect(() => parseRoute('', template)).toThrow(message)
  })
})
