/** What travels on the queues: of our version or of an older body of it, never too long, never a list. */
import { expect, test } from 'vitest'
import { BadMessage } from '../../../src/domain/errors.ts'
import { queueNames, readMessage } from '../../../src/domain/messages.ts'
import { anInvoiceId, invoiceMessage, mailReceived } from '../../factories.ts'

const since = '2026-11-02T08:31:00.000Z'

test.each([
  ['mail-received', { v: 1, since, mailId: 'AAMk=', source: 'poll' }],
  ['invoice-stored', { v: 1, since, invoiceId: anInvoiceId }],
  ['invoice-ready', { v: 1, since, invoiceId: anInvoiceId }],
  ['notification', { v: 1, since, invoiceId: anInvoiceId }],
] as const)(
  'FAILURES 35: a body of %s as the first release wrote it is read, what it lacks is filled in',
  (queue, body) => {
    expect(readMessage(queue, body)).toEqual({ ...body, deferrals: 0 })
  },
)

test('FAILURES 35: a field that a later release of the same version added does no harm', () => {
  const body = { ...invoiceMessage(), priority: 'high' }

  expect(readMessage('invoice-ready', body)).toEqual(invoiceMessage())
})

test.each([
  [{ v: 2, since, invoiceId: anInvoiceId }, 'version 2 is not known to this release'],
  [{ v: '1', since, invoiceId: anInvoiceId }, 'version "1" is not known to this release'],
  [{ since, invoiceId: anInvoiceId }, 'v'],
  [[invoiceMessage(), invoiceMessage()], 'expected object, received array'],
  ['[1,2]', 'expected object, received string'],
  [null, 'expected object, received null'],
])('FAILURES 33, 35: %j is none of ours, and the reason says so', (body, why) => {
  const read = () => readMessage('invoice-ready', body)

  expect(read).toThrow(BadMessage)
  expect(read).toThrow(why)
})

test('FAILURES 33: whatever a mail id looks like, a message is one JSON object of small facts', () => {
  const text = JSON.stringify(mailReceived({ mailId: '[{"a":1},{"b":2}]' }))

  expect(text.startsWith('{')).toBe(true)
  expect(readMessage('mail-received', JSON.parse(text)).mailId).toBe('[{"a":1},{"b":2}]')
})

test('FAILURES 33: the longest message that a queue of ours takes is far below 48 KB: documents stay in blobs', () => {
  const longest = mailReceived({ mailId: '\u0001'.repeat(1_024), deferrals: Number.MAX_SAFE_INTEGER })

  expect(readMessage('mail-received', longest)).toEqual(longest)
  expect(() => readMessage('mail-received', mailReceived({ mailId: 'x'.repeat(1_025) }))).toThrow(BadMessage)
  expect(Buffer.byteLength(JSON.stringify(longest))).toBeLessThan(8 * 1024)
  expect(queueNames).toHaveLength(5)
})
