/** The model reader with the true SDK and a true guard, against the lab. */
import type { Lab } from '../../local/lab/lab.ts'
import { translateOpenai } from '../../src/adapters/openai/failures.ts'
import { createModelReader, type ModelSettings } from '../../src/adapters/openai/reader.ts'
import { type Clock, systemClock } from '../../src/domain/clock.ts'
import type { ModelReader } from '../../src/domain/ports/readers.ts'
import { fieldNames } from '../../src/domain/reading.ts'
import { createGuard } from '../../src/resilience/create-guard.ts'
import type { Guard } from '../../src/resilience/guard.ts'
import { defaultBreakers, type BreakerSettings } from '../../src/resilience/settings.ts'
import { noTokens } from './mailbox-lab.ts'

/** A guard of its own, so that no test opens the circuit of another. */
export function modelOn(
  lab: Pick<Lab, 'env'>,
  change: Partial<ModelSettings> = {},
  settings: Partial<BreakerSettings> = {},
  clock: Clock = systemClock,
): { model: ModelReader; guard: Guard } {
  const guard = createGuard({
    dependency: 'openai',
    settings: { ...defaultBreakers.openai, ...settings },
    translate: translateOpenai,
    random: () => 0,
    clock,
  })
  const { AZURE_OPENAI_ENDPOINT = '', AZURE_OPENAI_DEPLOYMENT = '', AZURE_OPENAI_API_KEY } = lab.env()
  const model = createModelReader({
    guard,
    endpoint: AZURE_OPENAI_ENDPOINT,
    deployment: AZURE_OPENAI_DEPLOYMENT,
    apiKey: AZURE_OPENAI_API_KEY,
    tokens: noTokens,
    mark: () => 'mark-1',
    ...change,
  })
  return { model, guard }
}

/** For the lab's script: an answer by the schema, null for every field that is not named. */
export const answer = (over: Record<string, unknown> = {}) => ({
  kind: 'json' as const,
  json: { documentType: 'invoice', ...Object.fromEntries(fieldNames.map((name) => [name, null])), ...over },
})

/** A value with the words it was read from. */
export const said = (value: string, quote = value, page = 1) => ({ value, quote, page })

/** The ways in which a model does not answer, as the lab's script has them, and what the reader calls each. */
export const noAnswers = [
  ['the prompt is filtered', { kind: 'content-filter' }, 'content-filter'],
  ['the answer is filtered', { kind: 'incomplete', reason: 'content_filter' }, 'content-filter'],
  ['the answer breaks off', { kind: 'incomplete', reason: 'max_output_tokens' }, 'rejected'],
  ['the model refuses', { kind: 'refusal', refusal: 'I cannot help with that.' }, 'rejected'],
  ['the answer is empty', { kind: 'empty' }, 'rejected'],
  ['the answer is half a JSON', { kind: 'text', text: '{"documentType":"invo' }, 'rejected'],
  ['the answer is of another form', { kind: 'json', json: { total: 5 } }, 'rejected'],
] as const
