/** Each call through a guard is told as one item, whatever became of it. */
import { expect, test } from 'vitest'
import { CallRefused, DependencyFailed, RemoteAnswer } from '../../../src/domain/errors.ts'
import { createGuards, type Guards } from '../../../src/resilience/create-guards.ts'
import { readBreakerSettings } from '../../../src/resilience/settings.ts'
import { createTelemetry, type Item } from '../../../src/telemetry/telemetry.ts'
import { tellingCalls } from '../../../src/telemetry/tell-calls.ts'
import { fakeClock } from '../../fakes/clock.ts'

function telling() {
  const clock = fakeClock()
  const items: Item[] = []
  const telemetry = createTelemetry(() => {})
  telemetry.join((item) => items.push(item))
  const translate = (error: unknown) => error as Error
  const dependencies = [
    'graph',
    'openai',
    'storage-blob',
    'storage-queue',
    'storage-table',
    'teams',
    'identity',
  ]
  const guards = createGuards({
    settings: readBreakerSettings({}).settings,
    translate: Object.fromEntries(dependencies.map((name) => [name, translate])) as Record<
      keyof Guards,
      typeof translate
    >,
    clock,
  })
  return { clock, items, guards: tellingCalls(telemetry, guards, clock) }
}

const away = new DependencyFailed('teams', 'network', { mayHaveActed: true, cause: new Error('canary') })

test.each([
  ['an answer', () => Promise.resolve('card'), 'answered', true],
  [
    'an answer that was not wished for',
    () => Promise.reject(new RemoteAnswer('teams', 'not-found', {})),
    'not-found',
    true,
  ],
  ['a failure', () => Promise.reject(away), 'network', false],
  ['a bug', () => Promise.reject(new Error('canary')), 'bug', false],
])('%s', async (_, work: () => Promise<unknown>, result, isSuccess) => {
  const { clock, items, guards } = telling()

  await guards.teams
    .call('postCard', () => {
      clock.advance(120)
      return work()
    })
    .catch(() => 'told')

  expect(items).toMatchObject([
    { kind: 'call', target: 'teams', operation: 'postCard', result, isSuccess, ms: 120, breaker: 'closed' },
  ])
  expect(JSON.stringify(items)).not.toContain('canary')
})

test('a refused call is told as such and counted, with the state of the breaker', async () => {
  const { items, guards } = telling()
  guards.teams.isolate({ who: 'canary', why: 'canary' })

  await expect(guards.teams.call('postCard', () => Promise.resolve())).rejects.toThrow(CallRefused)

  expect(items).toMatchObject([
    { kind: 'call', result: 'refused: isolated', isSuccess: false, breaker: 'isolated' },
    { kind: 'metric', name: 'breaker.refusals', value: 1, properties: { target: 'teams' } },
  ])
})

test('a call that a fallback answered is told as the failure it was', async () => {
  const { items, guards } = telling()

  const answer = await guards.teams.call('postCard', () => Promise.reject(away), { fallback: () => 'cached' })

  expect(answer).toBe('cached')
  expect(items).toMatchObject([{ kind: 'call', result: 'network', isSuccess: false }])
})
