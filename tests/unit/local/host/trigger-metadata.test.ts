/** What a queue function is told beside its message. */
import { expect, test } from 'vitest'
import { queueTriggerMetadata } from '../../../../local/host/queue/trigger-metadata.ts'

const facts = {
  messageId: 'm-1',
  popReceipt: 'r-1',
  dequeueCount: 2,
  insertedOn: new Date('2026-01-02T03:04:05Z'),
  expiresOn: new Date('9999-12-31T23:59:59.999Z'),
  nextVisibleOn: new Date('2026-01-02T03:14:05Z'),
}

test('the facts of the message, times with an offset as .NET writes them', () => {
  expect(queueTriggerMetadata('plain text', facts)).toEqual({
    QueueTrigger: { string: 'plain text' },
    DequeueCount: { json: '2' },
    Id: { string: 'm-1' },
    PopReceipt: { string: 'r-1' },
    InsertionTime: { json: '"2026-01-02T03:04:05+00:00"' },
    ExpirationTime: { json: '"9999-12-31T23:59:59+00:00"' },
    NextVisibleTime: { json: '"2026-01-02T03:14:05+00:00"' },
  })
})

test('top-level properties of a JSON object join, arrays and nulls do not', () => {
  const body = JSON.stringify({ text: 'a', count: 3, yes: true, deep: { a: 1 }, list: [1], none: null })
  const merged = queueTriggerMetadata(body, facts)
  expect(merged).toMatchObject({
    text: { string: 'a' },
    count: { string: '3' },
    yes: { string: 'True' },
    deep: { json: '{"a":1}' },
  })
  expect(Object.keys(merged)).not.toContain('list')
  expect(Object.keys(merged)).not.toContain('none')
})

test('a field of the body hides the fact of that name, whatever its case', () => {
  const merged = queueTriggerMetadata('{"id":"mine","dequeuecount":99}', facts)
  expect(merged.Id).toEqual({ string: 'mine' })
  expect(merged.DequeueCount).toEqual({ string: '99' })
})

test.each(['{broken', '[{"id":1}]', '"text"', '12'])('%s adds nothing', (body) => {
  expect(Object.keys(queueTriggerMetadata(body, facts))).toHaveLength(7)
})
