/** What a queue output binding sends. */
import { expect, test } from 'vitest'
import { messagesOf } from '../../../../local/host/queue/outputs.ts'

test.each([
  [{ string: 'text' }, ['text']],
  [{ string: '["a", {"b":1}]' }, ['a', '{"b":1}']],
  [{ string: '[no array' }, ['[no array']],
  [{ json: '{"a":1}' }, ['{"a":1}']],
  [{ json: '[1,2]' }, ['1', '2']],
  [{ int: 0 }, ['0']],
])('%o is sent as %j', (data, messages) => {
  expect(messagesOf(data)).toEqual(messages)
})
