/** What an answer of the model cost is a metric, by kind of token, and says nothing of the document. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLab, type Lab } from '../../../local/lab/lab.ts'
import { createTelemetry, type Item } from '../../../src/telemetry/telemetry.ts'
import { tellingTokens } from '../../../src/telling.ts'
import { modelOn } from '../../contracts/model-lab.ts'
import { parsed } from '../../factories.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.stop())

test('tokens of input, output and cache are told as model.tokens', async () => {
  const items: Item[] = []
  const telemetry = createTelemetry(() => {})
  telemetry.join((item) => items.push(item))
  const { model } = modelOn(lab, { onTokens: tellingTokens(telemetry) })
  await model.read({ name: 'a.pdf', contentType: '', bytes: new Uint8Array() }, parsed())

  const told = { kind: 'metric', name: 'model.tokens', value: expect.any(Number) as number }
  expect(items).toMatchObject([
    { ...told, properties: { kind: 'input' } },
    { ...told, properties: { kind: 'output' } },
    { kind: 'metric', name: 'model.tokens', value: 0, properties: { kind: 'cached' } },
  ])
  const [input, output] = items.map((item) => (item.kind === 'metric' ? item.value : 0))
  expect(input).toBeGreaterThan(0)
  expect(output).toBeGreaterThan(0)
})
