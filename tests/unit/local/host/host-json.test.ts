/** host.json as this host reads it. */
import { expect, test } from 'vitest'
import { parseHostJson } from '../../../../local/host/app/host-json.ts'

const read = (json: object, env = {}) => parseHostJson(JSON.stringify(json), env)

test('what is not said has the default of the real host', () => {
  expect(read({ version: '2.0' })).toMatchObject({
    functionTimeout: 30 * 60_000,
    routePrefix: 'api',
    queues: { batchSize: 16, maxDequeueCount: 5, visibilityTimeout: 0, messageEncoding: 'base64' },
  })
})

test('time spans become milliseconds, and -1 is no limit', () => {
  const queues = { visibilityTimeout: '00:00:30', maxPollingInterval: '00:00:00.250' }
  const read1 = read({ version: '2.0', functionTimeout: '-1', extensions: { queues } })
  expect(read1.queues).toMatchObject({ visibilityTimeout: 30_000, maxPollingInterval: 250 })
  expect(read1.functionTimeout).toBe(Infinity)
})

test('a setting AzureFunctionsJobHost__... wins over the file', () => {
  const env = {
    AzureFunctionsJobHost__extensions__queues__visibilityTimeout: '00:00:01',
    AzureFunctionsJobHost__extensions__queues__batchSize: '1',
  }
  const found = read({ version: '2.0', extensions: { queues: { batchSize: 32 } } }, env)
  expect(found.queues).toMatchObject({ visibilityTimeout: 1_000, batchSize: 1 })
})

test('each fault is named with its place', () => {
  const queues = { batchSize: 33, visibilityTimeout: 'soon', maxDequeuCount: 5 }
  const faulty = () => read({ version: '1.0', extensions: { queues } })
  for (const place of [
    'version',
    'extensions.queues.batchSize',
    'extensions.queues.visibilityTimeout',
    'maxDequeuCount',
  ])
    expect(faulty).toThrow(place)
})

test.each(['', '{', '[]', 'null'])('%j is refused', (text) => {
  expect(() => parseHostJson(text, {})).toThrow('host.json')
})
