/** Function keys. */
import { expect, test } from 'vitest'
import { keyOf, makeKeyCheck } from '../../../../local/host/http/keys.ts'

const mayCall = makeKeyCheck('right')

test.each([
  ['anonymous', undefined, true],
  ['anonymous', 'wrong', true],
  ['function', 'right', true],
  ['function', 'wrong', false],
  ['function', 'right ', false],
  ['function', '', false],
  ['function', undefined, false],
  ['admin', 'right', true],
  ['admin', undefined, false],
] as const)('level %s with key %j: %s', (level, key, allowed) => {
  expect(mayCall(level, key)).toBe(allowed)
})

test('the key stands in the header, else in ?code=', () => {
  expect(keyOf('header', new URLSearchParams('code=query'))).toBe('header')
  expect(keyOf(undefined, new URLSearchParams('code=query'))).toBe('query')
  expect(keyOf(undefined, new URLSearchParams('x=1'))).toBeUndefined()
})
